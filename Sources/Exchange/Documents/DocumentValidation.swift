import Basics
import Casework
package import Tickets
package import XML

/// A document held against the schema and against all the rules that need no store: what `recoup validate` prints.
package struct DocumentValidation: Sendable {
    package let kind: DocumentKind?
    /// In the order of the document, `FILE:LINE:COLUMN: sentence` each, at most as many as were asked for; those outside of
    /// the records and the fault that ended the reading come last.
    package private(set) var problems: [String] = []
    /// Found, but not in `problems`.
    package private(set) var omitted = 0
    package private(set) var records: Int64 = 0
    /// Records with at least one problem.
    package private(set) var wrongRecords: Int64 = 0

    package var isValid: Bool { problems.isEmpty && omitted == 0 }

    /// Reads a document to its end, in constant memory. Throws nothing for what is wrong with the document: that is among
    /// the problems.
    package init(
        of source: ByteSource,
        named name: String,
        schema: ExchangeSchema,
        rules: TicketRules = TicketRules(),
        limits: Limits = .standard,
        maximum: Int = 1_000
    ) {
        let document: DocumentReader
        do throws(DocumentFault) {
            document = try DocumentReader(source, named: name, schema: schema, limits: limits)
        } catch {
            kind = nil
            problems = [error.sentence]
            return
        }
        kind = document.head.kind
        var invoices = InvoiceCheck()
        do throws(DocumentFault) {
            while let record = try document.next() {
                records += 1
                let content = document.content(of: record, under: rules.attachments)
                let found = Self.problems(of: content, in: record, under: rules)
                let whole = invoices.problems(at: record, of: content)
                if !found.isEmpty { wrongRecords += 1 }
                wrongRecords += whole.records
                keep((whole.problems + found).map { "\(name):\($0)" }, maximum)
            }
            let rest = invoices.rest
            wrongRecords += rest.records
            keep(rest.problems.map { "\(name):\($0)" } + document.problems, maximum)
        } catch {
            keep(document.problems + [error.sentence], maximum)
        }
    }

    private static func problems(
        of content: DocumentReader.Content,
        in record: Record,
        under rules: TicketRules
    ) -> [RecordProblem] {
        switch content {
        case .request(let intake):
            return RecordProblem.merged(
                [],
                RequestCheck.problems(of: intake, in: record.element, under: rules.attachments)
            )
        case .customer, .purchase, .archived(.organisation), .archived(.person), .archived(.offer), .archived(.rows):
            return []
        case .archived(.customer(let claim)):
            do throws(CustomerFault) { try claim.verify() } catch {
                return [RecordProblem(error.sentence, at: record.element)]
            }
            return []
        case .archived(.order(let claim)):
            return claim.faults.map { RecordProblem($0.sentence, at: record.element) }
        case .archived(.invoice(let claim)):
            do throws(InvoiceFault) { try claim.verify() } catch {
                return [RecordProblem(error.sentence, at: record.element)]
            }
            return []
        case .archived(.ticket(let claim)):
            do throws(ArchiveFault) { _ = try claim.verified() } catch {
                return [RecordProblem(error.sentence, at: record.element)]
            }
            return []
        case .wrong(_, let problems): return problems
        }
    }

    private mutating func keep(_ found: [String], _ maximum: Int) {
        let room = max(0, maximum - problems.count)
        problems += found.prefix(room)
        omitted += max(0, found.count - room)
    }
}
