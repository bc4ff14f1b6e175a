package import Basics
package import Casework
private import Foundation
private import Mustache
package import Orders

/// What is printed on paper: HTML without scripts, links and other files, for a program that makes PDF of it.
package struct PrintTemplates: Sendable {
    private let library: MustacheLibrary
    private let words: [Language: Words]

    /// Reads `print` and `locales` under `directory`. Throws ``TemplateFault`` with file and line.
    package init(directory: String) throws(TemplateFault) {
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        var templates: [String: MustacheTemplate] = [:]
        for name in Self.names { templates[name] = try Self.template("\(directory)/print/\(name).mustache") }
        library = MustacheLibrary(templates: templates)
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            words[language] = try Words(language: language, file: "\(directory)/locales/\(language.rawValue).json")
        }
        self.words = words
    }

    private static let names = ["invoice", "history"]

    private static func template(_ file: String) throws(TemplateFault) -> MustacheTemplate {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw .unreadable(file: file) }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where line.contains("{{{") || line.contains("{{&") {
            throw .rawTag(file: file, line: number + 1)
        }
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(HTMLEscaping.name)}}" + text)
        } catch let error as MustacheTemplate.ParserError {
            throw .notMustache(file: file, line: error.context.lineNumber, reason: "\(error.error)")
        } catch { throw .notMustache(file: file, line: 1, reason: "\(error)") }
    }

    /// Statements one after the other, each beginning on a page of its own. `customers` are the names of all that lines
    /// belong to.
    package func invoices(
        _ statements: [InvoiceStatement],
        customers: [Customer.ID: String],
        book: Book,
        in language: Language
    ) -> String {
        let words = words[language] ?? Words(language: language, table: [:])
        let page = InvoicePrint(words, statements, customers: customers, book: book)
        return library.render(page, withTemplate: "invoice") ?? ""
    }

    /// Everything that happened to a ticket, as far as the view shows it: one page that needs nothing else.
    package func history(_ view: TicketView, in language: Language, at now: Instant) -> String {
        let words = words[language] ?? Words(language: language, table: [:])
        return library.render(HistoryPrint(view, words, at: now), withTemplate: "history") ?? ""
    }
}
