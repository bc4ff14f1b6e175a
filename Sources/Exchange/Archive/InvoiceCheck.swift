import Casework
import XML

/// Holds the parts of invoices together while a document is checked without a store.
struct InvoiceCheck {
    private var gathering = InvoiceGathering()
    /// The record that the parts began with, for what is missing.
    private var start: Record?
    private var records: Int64 = 0

    typealias Finding = (records: Int64, problems: [RecordProblem])

    /// What is wrong with an invoice as a whole, as far as `record` tells, and in how many records it stands.
    mutating func problems(at record: Record, of content: DocumentReader.Content) -> Finding {
        guard case .archived(.invoice(let claim)) = content, (try? claim.verify()) != nil else { return end() }
        let before: Finding = gathering.continues(with: claim) ? (0, []) : end()
        guard gathering.continues(with: claim) else {
            let fault = InvoiceFault.missing(first: 1, last: claim.first - 1)
            return (before.records + 1, before.problems + [RecordProblem(fault.sentence, at: record.element)])
        }
        if start == nil { start = record }
        records += 1
        gathering.take(claim)
        guard gathering.isComplete else { return before }
        let count = records
        let whole = gathering
        clear()
        do throws(InvoiceFault) { try whole.verify() } catch {
            return (before.records + count, before.problems + [RecordProblem(error.sentence, at: record.element)])
        }
        return before
    }

    /// What is missing at the end of the document.
    var rest: Finding {
        guard let gap = gathering.gap, let start else { return (0, []) }
        return (records, [RecordProblem(gap.sentence, at: start.element)])
    }

    private mutating func end() -> Finding {
        let rest = rest
        clear()
        return rest
    }

    private mutating func clear() {
        gathering = InvoiceGathering()
        start = nil
        records = 0
    }
}
