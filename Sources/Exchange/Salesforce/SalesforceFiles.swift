import Casework
import Packing
import XML

/// The job that brings the files: its batches are zip archives, each with a `request.txt` that is the batch itself and names
/// the other entries.
final class SalesforceFiles {
    private let number: Int
    private let idField: String
    private let target: any ExportTarget
    private let folder: String
    private var zip: ZipWriter?
    private var rows: [UInt8] = []
    private var count = 0
    private var size: Int64 = 0
    private var batches = 0

    /// Bytes of the files of one batch. Packed they are fewer, or hardly more, which the rest up to ten million is for.
    static let limit: Int64 = 9_000_000
    /// Every file is open until its archive is whole.
    private static let filesPerBatch = 200

    /// - Parameters:
    ///   - number: the job's place in the order in which the jobs must be run.
    ///   - idField: the external id of Case.
    ///   - folder: where files without names are put meanwhile.
    init(_ number: Int, by idField: String, to target: any ExportTarget, in folder: String = "/tmp") {
        self.number = number
        self.idField = idField
        self.target = target
        self.folder = folder
    }

    /// Adds a file of a Case of ours. Returns why it cannot go; nil when it goes.
    func append(_ file: ForeignFile, of key: String, reading store: FileStore) throws -> Loss.Reason? {
        let length = file.size ?? 0
        guard length > 0 else { return .leftOut("it is empty, and an attachment there must have a content") }
        guard length <= Self.limit else { return .fileTooLarge(limit: Self.limit, actual: length) }
        if count == Self.filesPerBatch || size + length > Self.limit { try flush() }
        let zip = self.zip ?? ZipWriter(in: folder)
        self.zip = zip
        count += 1
        size += length
        let entry = "file-\(count).bin"
        try zip.begin(entry)
        try file.eachChunk(from: store) { try zip.append($0) }
        rows += try row(file, key, entry)
        return nil
    }

    func finish() throws {
        if count > 0 { try flush() }
    }

    private func row(_ file: ForeignFile, _ key: String, _ entry: String) throws -> [UInt8] {
        var row = SalesforceRow()
        row.set("Parent", .typedReference("Case", idField, key))
        row.set("Name", .text(cut(file.name, toUTF16: SalesforceLimits.fileName)))
        row.set("ContentType", .text(file.mediaType))
        row.set("Body", .text("#\(entry)"))
        return try row.bytes()
    }

    private func flush() throws {
        guard let zip else { return }
        if batches == 0 {
            try SalesforceJob.writeJob(number, .insert, "Attachment", contentType: "ZIP_XML", to: target)
        }
        batches += 1
        try zip.begin("request.txt")
        try zip.append(SalesforceJob.head + rows + SalesforceJob.tail)
        try target.begin("batch-\(number)-\(SalesforceJob.padded(batches))-Attachment.zip")
        try zip.finish { [target] in try target.write($0) }
        try target.end()
        self.zip = nil
        rows = []
        count = 0
        size = 0
    }
}
