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
        let file = "\(directory)/print/invoice.mustache"
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw .unreadable(file: file) }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where line.contains("{{{") || line.contains("{{&") {
            throw .rawTag(file: file, line: number + 1)
        }
        do {
            let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(HTMLEscaping.name)}}" + text)
            library = MustacheLibrary(templates: ["invoice": template])
        } catch let error as MustacheTemplate.ParserError {
            throw .notMustache(file: file, line: error.context.lineNumber, reason: "\(error.error)")
        } catch { throw .notMustache(file: file, line: 1, reason: "\(error)") }
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            words[language] = try Words(language: language, file: "\(directory)/locales/\(language.rawValue).json")
        }
        self.words = words
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
}
