import Basics
import XML

/// Reads Cases and their comments out of query results of the Bulk and SOAP APIs and out of outbound messages, and reports
/// what the results of a batch say was refused.
///
/// Cases are handed on as they are read. Comments that stand beside them are kept until the end, and handed on together, a
/// record for each Case that they belong to.
final class SalesforceReader: ForeignReader {
    let head: String
    private let name: String
    private let mapping: Mapping
    private let limits: Limits
    private let records: RecordReader
    private let spool: RowSpool
    /// The root is the results of a batch.
    private let isResults: Bool

    private var ordinal = 0
    private var secrets = SalesforceSecrets()
    /// What was left out before a record came that it can be told of.
    private var losses: [Loss] = []
    private var own: [String] = []
    private var refusedRows = 0
    private var resultRows = 0
    /// The keys of Cases whose comments are still to be handed on; nil until all was read.
    private var waiting: ArraySlice<String>?
    private var keys: [String] = []
    private var knownKeys: Set<String> = []

    private static let reported = 100

    init(
        _ source: ByteSource,
        named name: String,
        with mapping: Mapping,
        options: ImportOptions
    ) throws(DocumentFault) {
        self.name = name
        self.mapping = mapping
        limits = options.limits
        let root: Root
        do throws(XMLFault) {
            records = try RecordReader(
                source,
                named: name,
                limits: options.limits,
                inside: SalesforceNames.containers
            )
            root = try records.root()
        } catch { throw .unreadable(error) }
        isResults = try Self.isResults(root, of: name)
        head = root.startTag
        spool = try RowSpool(in: options.temporaryFolder)
    }

    private static func isResults(_ root: Root, of document: String) throws(DocumentFault) -> Bool {
        let place = "\(document):\(root.line):\(root.column)"
        guard !root.attributes.contains(where: { SalesforceSecrets.isSecret($0.name) }) else {
            throw .foreign("\(place): a session id stands in the root's attributes; take it out")
        }
        switch (root.name, root.namespace) {
        case ("queryResult", SalesforceNames.bulk): return false
        case ("results", SalesforceNames.bulk): return true
        case ("Envelope", let namespace?) where SalesforceNames.envelopes.contains(namespace): return false
        case ("sObjects", SalesforceNames.bulk):
            throw .foreign("\(place): this is a batch to be loaded into Salesforce; read the result of a query")
        default:
            throw .foreign(
                "\(place): this is none of Salesforce's documents; a query's result begins with "
                    + "<queryResult xmlns=\"\(SalesforceNames.bulk)\">, a batch's with <results> in the same namespace, an "
                    + "answer or outbound message of SOAP with <Envelope xmlns=\"\(SalesforceNames.envelopes[0])\">"
            )
        }
    }

    var problems: [String] {
        let more = refusedRows - Self.reported
        return own + (more > 0 ? ["\(name): and \(more) more rows were refused there"] : [])
            + records.problems.map { $0.sentence(in: name) }
    }

    func next() throws(DocumentFault) -> ForeignRecord? {
        while waiting == nil {
            let record: Record?
            do throws(XMLFault) { record = try records.next() } catch { throw .unreadable(error) }
            guard let record else {
                try spool.seal()
                waiting = keys[...]
                break
            }
            if let found = try take(record) { return found }
        }
        guard let key = waiting?.popFirst() else { return nil }
        return try comments(of: key)
    }

    // MARK: What stands in a document

    private func take(_ record: Record) throws(DocumentFault) -> ForeignRecord? {
        let element = record.element
        if SalesforceSecrets.isSecret(element) {
            secrets.add(element.text)
            if !losses.contains(SalesforceSecrets.loss) { losses.append(SalesforceSecrets.loss) }
            return nil
        }
        let namespace = element.namespace ?? ""
        if isResults, element.isNamed("result"), namespace == SalesforceNames.bulk {
            report(element)
            return nil
        }
        if element.isNamed("records"), SalesforceNames.fields.contains(namespace) {
            return try take(element, of: record)
        }
        if element.isNamed("Notification"), namespace == SalesforceNames.outbound {
            return try take(element.first("sObject") ?? element, of: record)
        }
        if element.isNamed("Fault"), SalesforceNames.envelopes.contains(namespace) {
            say("Salesforce answered with a fault and not with records; ask it again", at: element)
        } else if element.isNamed("done") {
            if element.text.trimmed == "false" {
                say("the result goes on in another document: fetch that too, and import it", at: element)
            }
        } else if !SalesforceNames.around.contains(element.name) {
            say("the element '\(element.name)' is no record of Salesforce's; it is passed over", at: element)
        }
        return nil
    }

    private func take(_ sObject: Element, of record: Record) throws(DocumentFault) -> ForeignRecord? {
        let holdsSecret = secrets.learn(from: record.element)
        let isSecret = holdsSecret || secrets.stand(in: record)
        var decoder = SalesforceDecoder(mapping, secrets: secrets)
        switch SalesforceDecoder.type(of: sObject) {
        case "Case":
            let ticket = decoder.ticket(sObject)
            return handOver(ticket, of: record, decoder, isSecret)
        case "CaseComment":
            guard let key = decoder.parent(of: sObject), !isSecret else {
                let ticket = decoder.followUp(decoder.parent(of: sObject), [sObject])
                return handOver(ticket, of: record, decoder, isSecret)
            }
            if knownKeys.insert(key).inserted { keys.append(key) }
            try spool.append(0, key: key, record)
            return nil
        case let type:
            decoder.refuse(type, at: sObject)
            return handOver(decoder.ticket(sObject), of: record, decoder, isSecret)
        }
    }

    private func handOver(
        _ ticket: ForeignTicket,
        of record: Record,
        _ decoder: SalesforceDecoder,
        _ isSecret: Bool
    ) -> ForeignRecord {
        defer { losses = [] }
        ordinal += 1
        var losses = losses + decoder.losses
        if isSecret, !losses.contains(SalesforceSecrets.loss) { losses.append(SalesforceSecrets.loss) }
        return ForeignRecord(
            ordinal: ordinal,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            ticket: ticket,
            problems: decoder.problems,
            losses: losses,
            original: { [secrets, head] in
                isSecret ? secrets.redacted(record, below: head) : record.original
            }
        )
    }

    // MARK: Comments beside their Cases

    private func comments(of key: String) throws(DocumentFault) -> ForeignRecord? {
        let rows = try spool.rows(0, key: key)
        guard let first = rows.first else { return nil }
        var decoder = SalesforceDecoder(mapping, secrets: secrets)
        var elements: [Element] = []
        for row in rows {
            let element = try row.element(below: head, named: name, limits: limits)
            elements.append(element.first("sObject") ?? element)
        }
        let ticket = decoder.followUp(key, elements, at: ForeignPlace(line: first.line, column: first.column))
        ordinal += 1
        defer { losses = [] }
        return ForeignRecord(
            ordinal: ordinal,
            line: first.line,
            column: first.column,
            byteRange: first.offset..<first.offset + Int64(first.bytes.count),
            ticket: ticket,
            problems: decoder.problems,
            losses: losses + decoder.losses,
            original: { Array(rows.map(\.bytes).joined(separator: [0x0A])) }
        )
    }

    // MARK: What is said of the document

    /// A row of a batch's results: the rows stand in the batch's own order.
    private func report(_ result: Element) {
        resultRows += 1
        let words = result.children.filter { $0.isNamed("errors") }.map(Self.words)
        guard result.first("success")?.text.trimmed != "true" || !words.isEmpty else { return }
        refusedRows += 1
        guard refusedRows <= Self.reported else { return }
        let why = words.isEmpty ? "no reason is given" : words.joined(separator: "; ")
        say("row \(resultRows) of the batch was refused there: \(why)", at: result)
    }

    private static func words(_ error: Element) -> String {
        let parts = ["statusCode", "message"].compactMap { error.first($0)?.text.trimmed }.filter { !$0.isEmpty }
        let fields = error.children.filter { $0.isNamed("fields") }.map { $0.text.trimmed }.filter { !$0.isEmpty }
        let text = parts.joined(separator: ": ") + (fields.isEmpty ? "" : " (\(fields.joined(separator: ", ")))")
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 300 ? line.prefix(300) + "…" : line
    }

    private func say(_ sentence: String, at element: Element) {
        guard own.count < 2 * Self.reported else { return }
        own.append("\(name):\(element.line):\(element.column): \(sentence)")
    }
}
