import Basics
import Casework
import Orders
import Pages
import Tickets

/// Invoices as PDF: a page of HTML that Debian's WeasyPrint sets.
struct InvoicePDF {
    /// Lines that a document can have before it takes minutes and gigabytes.
    private static let longest = 2_000

    private let file: String
    private let templates: String
    private let surroundings: Surroundings

    /// Throws before anything is done when WeasyPrint is not there.
    init(file: String, templates: String, _ surroundings: Surroundings) throws {
        self.file = file
        self.templates = templates
        self.surroundings = surroundings
        _ = try Self.program.path(surroundings)
    }

    private static var program: ChildProgram {
        ChildProgram(
            name: "weasyprint",
            package: "weasyprint",
            arguments: ["--encoding", "utf-8", "-", "-"],
            limit: .seconds(300)
        )
    }

    /// Writes the statements, each on pages of its own, in the language of the acting person.
    func write(_ statements: [InvoiceStatement], _ lines: [PrintedLine], _ session: Session) async throws {
        guard lines.count <= Self.longest else {
            throw Failure.usage(
                "a PDF holds up to \(Sizes.grouped(Int64(Self.longest))) lines, not \(Sizes.grouped(Int64(lines.count))); "
                    + "use --csv"
            )
        }
        let print = try PrintTemplates(directory: templates)
        let names = Dictionary(lines.map { ($0.line.customer, $0.customer) }, uniquingKeysWith: { first, _ in first })
        let html = print.invoices(
            statements,
            customers: names,
            book: session.desk.book,
            in: session.actor.person.language
        )
        let pdf = try await Self.program.run(Array(html.utf8), surroundings)
        guard pdf.starts(with: "%PDF-".utf8) else {
            throw Failure.program("weasyprint", reason: "what it made is no PDF")
        }
        try await NewFile.write(file, replacing: true, name: surroundings.makeID().description) { try $0.write(pdf) }
        surroundings.console.say("wrote \(SafeText.line(file)), \(Sizes.bytes(Int64(pdf.count)))")
    }
}
