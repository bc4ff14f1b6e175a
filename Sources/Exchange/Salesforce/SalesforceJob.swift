import XML

/// One job of the Bulk API: the file that opens it, and as many batches as its records need. A batch is gathered in memory,
/// because several jobs grow at the same time and a target takes one file after another.
final class SalesforceJob {
    private let number: Int
    private let object: String
    private let operation: Operation
    private let target: any ExportTarget
    private var batch: [UInt8] = []
    private var records = 0
    private var batches = 0

    enum Operation {
        case insert, update
        /// By the external id in the field of that name.
        case upsert(String)
    }

    static let head = Array(
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sObjects xmlns=\"\(SalesforceNames.bulk)\" "
            + "xmlns:xsi=\"\(SalesforceNames.instance)\">\n").utf8
    )
    static let tail = Array("</sObjects>\n".utf8)

    /// - Parameter number: its place in the order in which the jobs must be run.
    init(_ number: Int, _ operation: Operation, _ object: String, to target: any ExportTarget) {
        self.number = number
        self.operation = operation
        self.object = object
        self.target = target
    }

    func append(_ row: SalesforceRow) throws {
        let bytes = try row.bytes()
        let isFull =
            records == SalesforceLimits.batchRecords
            || batch.count + bytes.count + Self.tail.count > SalesforceLimits.batchBytes
        if records > 0, isFull { try flush() }
        if records == 0 { batch = Self.head }
        batch += bytes
        records += 1
    }

    /// Writes the last batch.
    func finish() throws {
        if records > 0 { try flush() }
    }

    private func flush() throws {
        if batches == 0 { try Self.writeJob(number, operation, object, contentType: "XML", to: target) }
        batches += 1
        try target.begin("batch-\(number)-\(Self.padded(batches))-\(object).xml")
        try target.write(batch + Self.tail)
        try target.end()
        batch.removeAll(keepingCapacity: true)
        records = 0
    }

    /// A batch's number as names sort.
    static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// The elements of a job stand in this order or are refused.
    static func writeJob(
        _ number: Int,
        _ operation: Operation,
        _ object: String,
        contentType: String,
        to target: any ExportTarget
    ) throws {
        try target.begin("job-\(number)-\(object)-\(operation.word).xml")
        let writer = XMLWriter { try target.write($0) }
        try writer.start("jobInfo", [("xmlns", SalesforceNames.bulk)])
        try writer.element("operation", text: operation.word)
        try writer.element("object", text: object)
        if case .upsert(let field) = operation { try writer.element("externalIdFieldName", text: field) }
        try writer.element("contentType", text: contentType)
        try writer.end()
        try writer.finish()
        try target.end()
    }
}

extension SalesforceJob.Operation {
    fileprivate var word: String {
        switch self {
        case .insert: "insert"
        case .update: "update"
        case .upsert: "upsert"
        }
    }
}
