import Basics
import Casework
import Foundation
import Orders
import Testing
import Tickets
import Workflows

@testable import Pages

@Suite struct WordsTests {
    private let english: Words
    private let korean: Words

    init() throws {
        english = try Words(language: .english, file: projectPath("Templates/locales/en.json"))
        korean = try Words(language: .korean, file: projectPath("Templates/locales/ko.json"))
    }

    @Test func `both languages have the same keys with the same values in them`() {
        #expect(english.keys == korean.keys)
        for key in english.keys {
            // English spells out one; Korean counts it.
            let names = Set((english.text(key) ?? "").matches(of: /\{(\w+)\}/).map { String($0.1) })
            let others = Set((korean.text(key) ?? "").matches(of: /\{(\w+)\}/).map { String($0.1) })
            #expect(names == others || (key.hasSuffix(".one") && others.subtracting(names) == ["count"]), "\(key)")
        }
    }

    @Test func `every key that the code names is there, and every key that is there is named`() throws {
        var exact: Set<String> = []
        var prefixes: Set<String> = []
        for file in try swiftFiles(in: ["Sources/Pages", "Sources/Web"]) {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            for match in text.matches(of: /"([a-z][A-Za-z]*\.[A-Za-z0-9.]*)(\\\()?/) {
                if match.2 != nil { prefixes.insert(String(match.1)) } else { exact.insert(String(match.1)) }
            }
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: projectPath("Templates/web")) {
            guard file.hasSuffix(".mustache") else { continue }
            let text = try String(contentsOfFile: projectPath("Templates/web/\(file)"), encoding: .utf8)
            exact.formUnion(text.matches(of: /\{\{t:([^}]+)\}\}/).map { String($0.1) })
        }
        let groups = Set(english.keys.compactMap { $0.split(separator: ".").first.map(String.init) })
        let keys = Set(english.keys)
        var missing: [String] = []
        for key in exact where groups.contains(String(key.split(separator: ".")[0])) && !FactField.names.contains(key) {
            if !keys.contains(key), !keys.contains("\(key).one") { missing.append(key) }
        }
        #expect(missing == [])
        var unnamed: [String] = []
        for key in keys {
            let counted = key.replacing(/\.(one|other)$/, with: "")
            let isNamed = exact.contains(key) || exact.contains(counted) || prefixes.contains { key.hasPrefix($0) }
            if !isNamed { unnamed.append(key) }
        }
        #expect(unnamed == [])
    }

    @Test func `every choice of the domain has a name in both languages`() {
        for words in [english, korean] {
            var names: [String] = []
            names += TicketStatus.allCases.map { words.name($0) }
            for action in TicketAction.allCases {
                names += [words.name(action), words.summary(action), words("done.\(action.rawValue)")]
            }
            names += Impact.allCases.map { words.name($0) } + ProblemType.allCases.map { words.name($0) }
            names += RefundReason.allCases.map { words.name($0) } + DeclineReason.allCases.map { words.name($0) }
            names += CreditKind.allCases.map { words.name($0) } + TicketPart.allCases.map { words.name($0) }
            names += Role.allCases.map { words.name($0) }
            names += Book.allCases.flatMap { [words.name($0), words.summary($0)] }
            names += OrderStatus.allCases.map { words.name($0) } + Order.Origin.allCases.map { words.name($0) }
            names += ProductClass.allCases.map { words.name($0) } + Segment.allCases.map { words.name($0) }
            names += Account.allCases.map { words.name($0) } + LineCredit.Kind.allCases.map { words.name($0) }
            names += LineCredit.State.allCases.map { words.name($0) } + Media.Bits.allCases.map { words.name($0) }
            names += ActivityEntry.Kind.allCases.map { words.name($0) } + Origin.allCases.map { words.name($0) }
            names += Media.languages.map { words.mediaLanguage($0) }
            names += FactField.allCases.map { words.name($0) } + Fault.DomainFlaw.allCases.map { words.name($0) }
            for name in names { #expect(!name.contains(/^[a-zA-Z]+\.[a-zA-Z.]+$/), "\(name)") }
        }
    }

    @Test func `Korean texts are in Korean`() {
        for key in korean.keys {
            let text = korean.text(key) ?? ""
            let hasHangul = text.unicodeScalars.contains { (0xac00...0xd7a3).contains($0.value) }
            #expect(hasHangul || text.allSatisfy { !$0.isLetter } || text.contains("{") || text.contains(":"), "\(key)")
        }
    }

    @Test func `values are put in once and never read as templates`() {
        let words = Words(language: .english, table: ["a": "{x} and {y} {z}", "n.one": "one", "n.other": "{count} of"])
        #expect(words("a", ["x": "{y}", "y": "2"]) == "{y} and 2 {z}")
        #expect(words.count("n", 1) == "one")
        #expect(words.count("n", 12345) == "12,345 of")
        #expect(words("missing") == "missing")
    }

    @Test func `amounts, sizes and times read as people write them`() throws {
        let usd = try Currency("USD")
        #expect(english.amount(Money(minorUnits: 123_456_789, usd)) == "1,234,567.89 USD")
        #expect(english.amount(Money(minorUnits: -5, usd)) == "-0.05 USD")
        #expect(english.amount(Money(minorUnits: 1_000_000, try Currency("KRW"))) == "1,000,000 KRW")
        #expect(english.size(999) == "999 B")
        #expect(english.size(10_000_000) == "10 MB")
        #expect(english.size(1_250_000_000) == "1.2 GB")
        let now = Instant(milliseconds: 1_795_421_700_000)
        for (milliseconds, text, korean) in [
            (0, "just now", "방금"), (59_999, "just now", "방금"), (60_000, "1 minute ago", "1분 전"),
            (7_200_000, "2 hours ago", "2시간 전"), (3 * 86_400_000, "3 days ago", "3일 전"),
            (-86_400_000, "in 24 hours", "24시간 후"),
            (100 * 86_400_000, "3 months ago", "3개월 전"), (800 * 86_400_000, "2 years ago", "2년 전"),
        ] as [(Int64, String, String)] {
            let then = now.adding(milliseconds: -milliseconds)
            #expect(english.relative(then, now: now) == text)
            #expect(self.korean.relative(then, now: now) == korean)
        }
        #expect(english.due(now.adding(hours: -3), now: now) == "3 hours overdue")
        #expect(english.due(now, now: now) == "in less than a minute")
        #expect(english.absolute(now) == "2026-11-23 08:15 UTC")
    }
}

extension FactField {
    fileprivate static var names: Set<String> { Set(allCases.map(\.rawValue)) }
}

/// Swift files under folders of the project.
func swiftFiles(in folders: [String]) throws -> [String] {
    try folders.flatMap { folder in
        let root = URL(fileURLWithPath: projectPath(folder)).resolvingSymlinksInPath().path
        return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
            .map { "\(root)/\($0)" }
    }
}

/// A file or folder of the project, from where this file stands.
func projectPath(_ path: String, from file: String = #filePath) -> String {
    var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Templates/web").path),
        folder.path != "/"
    {
        folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent(path).path
}
