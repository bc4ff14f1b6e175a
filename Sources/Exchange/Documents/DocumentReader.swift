import Basics
import Casework
import Orders
import Tickets
import XML

/// Reads a document of our own format record by record. Belongs to one thread at a time, like the reader below it.
final class DocumentReader {
    let head: DocumentHead
    private let name: String
    private let records: RecordReader

    /// A record as it was decoded, or everything that is wrong with it.
    enum Content {
        case request(Intake)
        case customer(Customer)
        case purchase(OrderFacts)
        case archived(ArchiveEntry)
        case wrong(Digest?, [RecordProblem])
    }

    init(_ source: ByteSource, named name: String, schema: ExchangeSchema, limits: Limits) throws(DocumentFault) {
        self.name = name
        let root: Root
        do throws(XMLFault) {
            records = try RecordReader(source, named: name, schema: schema.compiled(), limits: limits)
            root = try records.root()
        } catch { throw .unreadable(error) }
        head = try DocumentHead(root, of: name)
    }

    /// The next record; nil at the end. A fault comes after the records before it.
    func next() throws(DocumentFault) -> Record? {
        do throws(XMLFault) { return try records.next() } catch { throw .unreadable(error) }
    }

    /// What is wrong outside of the records, complete at the end.
    var problems: [String] { records.problems.map { $0.sentence(in: name) } }

    /// Decodes a record and, when anything is wrong, says everything that is.
    func content(of record: Record, under limits: AttachmentLimits) -> Content {
        let element = record.element
        let schema = record.problems
        guard element.namespace == ExchangeSchema.namespace, head.kind.recordNames.contains(element.name) else {
            return .wrong(nil, strangers(record))
        }
        switch head.kind {
        case .intake where element.isNamed("customer"):
            let (customer, problems) = CustomerDecoder.facts(element)
            guard schema.isEmpty, let customer else { return .wrong(nil, RecordProblem.merged(schema, problems)) }
            return .customer(customer)
        case .intake where element.isNamed("purchase"):
            let (facts, problems) = PurchaseDecoder.decode(element)
            guard schema.isEmpty, let facts else { return .wrong(nil, RecordProblem.merged(schema, problems)) }
            return .purchase(facts)
        case .intake:
            let (intake, problems) = RequestDecoder.decode(element, from: head.source)
            guard !schema.isEmpty || !problems.isEmpty else { return .request(intake) }
            let own = problems + RequestCheck.problems(of: intake, in: element, under: limits)
            return .wrong(intake.digest, RecordProblem.merged(schema, own))
        case .archive:
            let (entry, problems) = ArchiveDecoder.decode(element)
            guard schema.isEmpty, let entry else { return .wrong(nil, RecordProblem.merged(schema, problems)) }
            return .archived(entry)
        }
    }

    /// Records that have no business in a document of this kind.
    private func strangers(_ record: Record) -> [RecordProblem] {
        guard record.problems.isEmpty else { return record.problems.map(RecordProblem.init) }
        let names = head.kind.recordNames.joined(separator: ", ")
        let message =
            "an \(head.kind.rawValue) holds \(names), not \(record.element.name); put it into a document of its kind"
        return [RecordProblem(message, at: record.element)]
    }
}
