import Basics
import Casework
import Exchange
import XML

/// A file of the exchange page, copied to where a reader can open it as often as it needs to.
struct UploadedDocument {
    let name: String
    private let copy: SpoolFile

    /// Throws ``StoreError``.
    init(_ upload: Uploads.Upload, spool: String) throws {
        name = upload.name
        copy = try SpoolFile(in: spool)
        let copy = copy
        try upload.file.content.eachChunk { try copy.append($0) }
    }

    /// The descriptor's own entry opens the file that has no name any more, each time at its start.
    var source: ByteSource { .file(path: copy.path) }

    func beginning() throws -> [UInt8] { try copy.read(at: 0, count: 64 << 10) }
}
