import Basics
import Casework
import Foundation
import Orders
import SampleDesk
import Testing
import Tickets

@testable import Pages

extension InvoicePrint: Page {
    static var template: String { "invoice" }
}

extension HistoryPrint: Page {
    static var template: String { "history" }
}

@Suite struct PrintTests {
    private let words: Words

    init() throws {
        words = try Words(language: .english, file: projectPath("Templates/locales/en.json"))
    }

    private let customer = Customer.ID(GUID(high: 1, low: 1))

    /// A closed statement of one line, or a preview of nothing.
    private func statement(isClosed: Bool) throws -> InvoiceStatement {
        let currency = try Currency("EUR")
        let month = try Month("2026-11")
        let total = LineAmounts(net: -123_456_789, tax: -1_00, currency)
        let line = InvoiceLine(
            position: 1,
            customer: customer,
            order: try OrderID("a1b2c3d4e5f6"),
            line: 0,
            charge: .cancelImmediate,
            title: "<b>\"Licence\" & 라이선스</b>",
            item: "DG7GMGF0FKZV:0003",
            quantity: 12_345,
            unitPrice: UnitPrice(coefficient: 1_234_567_890, decimals: 4, currency),
            amounts: total,
            at: month.start,
            period: ChargePeriod(first: month.first, months: 1),
            credit: "cancel:a1b2c3d4e5f6:0",
            reference: "R-1"
        )
        let invoice = Invoice(
            number: "G000000001",
            month: month,
            closedAt: month.end,
            closedBy: Person.ID(GUID(high: 2, low: 2)),
            lineCount: 1,
            total: total
        )
        return isClosed
            ? InvoiceStatement(invoice, lines: [line])
            : InvoiceStatement(preview: [], of: month, total: .zero(currency), withLines: true)
    }

    @Test func `every name in the template is a property of the page`() throws {
        let statements = [try statement(isClosed: true), try statement(isClosed: false)]
        let page = InvoicePrint(words, statements, customers: [customer: "Kim"], book: .simulated)
        let empty = InvoicePrint(words, [], customers: [:], book: .external)
        let text = try String(contentsOfFile: projectPath("Templates/print/invoice.mustache"), encoding: .utf8)
        #expect(Templates(texts: ["invoice": text]).unknown(in: "invoice", for: [page, empty]) == [])
    }

    @Test func `every name in the history's template is a property of its page`() async throws {
        let sample = try await SampleDesk()
        let filed = try await sample.ticket(in: .underReview)
        let content = FileContent(Array("x".utf8))
        let file = try Attachment(name: "a.txt", mediaType: "text/plain", size: content.size, digest: content.digest)
        try await sample.perform(.edit(FactsForm([.title: "<b>"])), on: filed, by: SamplePeople.requester)
        try await sample.perform(.attach([file]), on: filed, files: [content], by: SamplePeople.requester)
        try await sample.perform(
            .note(Message(text: "<i>", visibility: .internal)),
            on: filed,
            by: SamplePeople.agent
        )
        let view = try await sample.desk.show(.id(filed.id), to: .sample(SamplePeople.agent))
        let page = HistoryPrint(view, words, at: sample.clock.now)
        let text = try String(contentsOfFile: projectPath("Templates/print/history.mustache"), encoding: .utf8)
        #expect(Templates(texts: ["history": text]).unknown(in: "history", for: [page]) == [])
        let prints = try PrintTemplates(directory: projectPath("Templates"))
        for language in Language.allCases {
            let html = prints.history(view, in: language, at: sample.clock.now)
            #expect(html.contains("&lt;b&gt;") && html.contains("&lt;i&gt;") && !html.contains("<i>"))
            for word in ["href", "src=", "url(", "@import", "http", "print.history"] {
                #expect(!html.contains(word), "\(word)")
            }
        }
    }

    @Test func `texts stay texts, amounts are grouped, and each statement begins anew`() throws {
        let html = try PrintTemplates(directory: projectPath("Templates")).invoices(
            [try statement(isClosed: true), try statement(isClosed: false)],
            customers: [customer: "<script>한빛</script>"],
            book: .external,
            in: .english
        )
        #expect(html.contains("&lt;b&gt;&quot;Licence&quot; &amp; 라이선스&lt;/b&gt;"))
        #expect(html.contains("&lt;script&gt;한빛&lt;/script&gt;") && !html.contains("<script"))
        for part in ["-1,234,567.89", "-1.00", "-1,234,568.89", "12,345", "123,456.7890", "Invoice G000000001"] {
            #expect(html.contains(part), "\(part)")
        }
        #expect(html.contains("cancelImmediate · DG7GMGF0FKZV:0003 · 2026-11-01 to 2026-11-30 · R-1"))
        #expect(html.contains("What the invoice of 2026-11 should show"))
        #expect(html.components(separatedBy: "<section>").count == 3)
        // Nothing is fetched from elsewhere.
        for word in ["href", "src=", "url(", "@import", "http"] { #expect(!html.contains(word), "\(word)") }
    }

    @Test func `a template that is missing, or that lets text in unescaped, stops`() throws {
        #expect(throws: TemplateFault.self) { _ = try PrintTemplates(directory: "/nonexistent") }
        let folder = FileManager.default.temporaryDirectory.appending(path: "recoup-print-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appending(path: "print"), withIntermediateDirectories: true)
        let file = folder.appending(path: "print/invoice.mustache")
        try Data("<p>\n{{{title}}}</p>".utf8).write(to: file)
        let path = folder.path(percentEncoded: false)
        #expect(throws: TemplateFault.rawTag(file: "\(path)/print/invoice.mustache", line: 2)) {
            _ = try PrintTemplates(directory: path)
        }
    }
}
