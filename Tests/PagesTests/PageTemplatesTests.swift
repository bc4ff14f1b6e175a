import Basics
import Foundation
import Testing

@testable import Pages

@Suite struct PageTemplatesTests {
    @Test func `the project's templates can be read`() throws {
        #expect(throws: Never.self) { try PageTemplates(directory: projectPath("Templates")) }
    }

    @Test func `a bad template stops the start with its file and line`() throws {
        try withCopy { folder in
            func refusal(of text: String) -> String? {
                try? text.write(toFile: "\(folder)/web/message.mustache", atomically: true, encoding: .utf8)
                do throws(TemplateFault) {
                    _ = try PageTemplates(directory: folder)
                    return nil
                } catch { return error.sentence.replacing(folder, with: "…") }
            }
            #expect(refusal(of: "fine {{heading}}") == nil)
            #expect(
                refusal(of: "a\nb {{{heading}}}")
                    == "…/web/message.mustache:2: unescaped tags are not allowed; write {{name}}"
            )
            #expect(
                refusal(of: "{{&heading}}")
                    == "…/web/message.mustache:1: unescaped tags are not allowed; write {{name}}"
            )
            #expect(refusal(of: "a\n\n{{t:no.word}}") == "…/web/message.mustache:3: there is no word 'no.word'")
            let open = try #require(refusal(of: "a\n{{#heading}} never closed"))
            #expect(open.hasPrefix("…/web/message.mustache:2: "))
        }
    }

    @Test func `missing folders, templates and words are named`() throws {
        #expect(throws: TemplateFault.unreadable(file: "/nowhere/web")) { try PageTemplates(directory: "/nowhere") }
        try withCopy { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/web/queue.mustache")
            #expect(throws: TemplateFault.missingTemplate(name: "queue", directory: "\(folder)/web")) {
                try PageTemplates(directory: folder)
            }
            try "{\"a\": {\"b\": 1}}".write(toFile: "\(folder)/locales/en.json", atomically: true, encoding: .utf8)
            #expect(throws: TemplateFault.notWords(file: "\(folder)/locales/en.json", key: "a.b")) {
                try PageTemplates(directory: folder)
            }
        }
    }

    @Test func `escaping looks at bytes, so that an accent behind a quotation mark hides nothing`() {
        let escaping = HTMLEscaping()
        #expect(escaping.escapeText("plain 환불") == "plain 환불")
        #expect(escaping.escapeText("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;")
        let accented = escaping.escapeText("\"\u{301}<\u{338}")
        #expect(Array(accented.unicodeScalars) == Array("&quot;\u{301}&lt;\u{338}".unicodeScalars))
    }

    private func withCopy(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "/recoup-templates-\(ProcessInfo.processInfo.globallyUniqueString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // File by file: a link to the folder would be copied as a link, and the project's own files changed.
        for part in ["web", "locales"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
            for name in try FileManager.default.contentsOfDirectory(atPath: projectPath("Templates/\(part)")) {
                let data = try Data(contentsOf: URL(fileURLWithPath: projectPath("Templates/\(part)/\(name)")))
                try data.write(to: URL(fileURLWithPath: "\(folder)/\(part)/\(name)"))
            }
        }
        try body(folder)
    }
}
