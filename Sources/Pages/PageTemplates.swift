package import Basics
private import Foundation
private import Mustache

/// What one template may mention: texts, truths, lists and structs of these, formatted already. Templates decide where
/// things stand, never what they say.
package protocol Page: Sendable {
    /// The file's name under `Templates/web`, without `.mustache`.
    static var template: String { get }
}

/// The templates and the words of every language, read once at the start.
///
/// A template says `{{t:queue.title}}` for words; they are put in while it is read, so a missing word stops the start and
/// costs nothing afterwards.
package struct PageTemplates: Sendable {
    private let libraries: [Language: MustacheLibrary]
    private let wordsByLanguage: [Language: Words]

    /// Reads `web` and `locales` under `directory`. Throws ``TemplateFault`` with file and line.
    package init(directory: String) throws(TemplateFault) {
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        let sources = try Self.sources(in: directory + "/web")
        var libraries: [Language: MustacheLibrary] = [:]
        var wordsByLanguage: [Language: Words] = [:]
        for language in Language.allCases {
            let words = try Words(language: language, file: "\(directory)/locales/\(language.rawValue).json")
            var templates: [String: MustacheTemplate] = [:]
            for (name, text) in sources {
                templates[name] = try Self.template(text, file: "\(directory)/web/\(name).mustache", words: words)
            }
            for name in Self.required where templates[name] == nil {
                throw .missingTemplate(name: name, directory: directory + "/web")
            }
            libraries[language] = MustacheLibrary(templates: templates)
            wordsByLanguage[language] = words
        }
        self.libraries = libraries
        self.wordsByLanguage = wordsByLanguage
    }

    private static let required = [
        QueuePage.template, TicketPage.template, RequestPage.template, MessagePage.template, CustomersPage.template,
        CustomerFormPage.template, SoftwarePage.template, HistoryPage.template, KeysPage.template, BuyPage.template,
        ReviewPage.template, OrderPage.template, CancelPage.template, CancelledPage.template, ActivityPage.template,
        InvoicesPage.template, InvoicePage.template, RunPage.template, ExchangePage.template, PreviewPage.template,
        ImportPage.template, QuarantinePage.template,
    ]

    package func words(_ language: Language) -> Words {
        wordsByLanguage[language] ?? Words(language: language, table: [:])
    }

    /// The page as HTML. Templates that pages name were there at the start.
    package func render<Shown: Page>(_ page: Shown, in language: Language) -> String {
        libraries[language]?.render(page, withTemplate: Shown.template) ?? ""
    }

    /// The templates of a folder by name, in the order of their names.
    static func sources(in directory: String) throws(TemplateFault) -> [(name: String, text: String)] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw .unreadable(file: directory)
        }
        var sources: [(name: String, text: String)] = []
        for name in names.sorted() where name.hasSuffix(".mustache") {
            guard let text = try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8) else {
                throw .unreadable(file: "\(directory)/\(name)")
            }
            sources.append((String(name.dropLast(".mustache".count)), text))
        }
        return sources
    }

    private static func template(
        _ text: String,
        file: String,
        words: Words
    ) throws(TemplateFault) -> MustacheTemplate {
        let filled = try fill(text, file: file, words: words)
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(HTMLEscaping.name)}}" + filled)
        } catch let error as MustacheTemplate.ParserError {
            throw .notMustache(file: file, line: error.context.lineNumber, reason: "\(error.error)")
        } catch { throw .notMustache(file: file, line: 1, reason: "\(error)") }
    }

    /// Puts the words in.
    private static func fill(_ text: String, file: String, words: Words) throws(TemplateFault) -> String {
        var result = ""
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { result += "\n" }
            if line.contains("{{{") || line.contains("{{&") { throw .rawTag(file: file, line: number + 1) }
            var rest = line[...]
            while let open = rest.range(of: "{{t:"), let close = rest[open.upperBound...].range(of: "}}") {
                let key = String(rest[open.upperBound..<close.lowerBound])
                guard let word = words.text(key) else {
                    throw .noSuchWord(file: file, line: number + 1, key: key)
                }
                result += rest[..<open.lowerBound] + HTMLEscaping().escapeText(word)
                rest = rest[close.upperBound...]
            }
            result += rest
        }
        return result
    }
}
