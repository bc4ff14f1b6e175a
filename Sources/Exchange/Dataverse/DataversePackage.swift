import Basics
import Casework
import Packing
import XML

/// An export of the configuration migration tool, opened: a zip archive, or the bare `data.xml` out of one.
final class DataversePackage {
    /// The `data.xml`, unpacked and held against its checksum before a record of it is read.
    let data: ByteSource
    /// What sentences call it.
    let dataName: String
    let schema: DataverseSchema
    /// Nil for a bare `data.xml`.
    private let archive: ZipReader?
    /// What `data` reads from.
    private let unpacked: TemporaryFile?

    static let dataEntry = "data.xml"
    static let schemaEntry = "data_schema.xml"
    static let typesEntry = "[Content_Types].xml"

    /// Unpacked.
    private static let dataLimit: Int64 = 4 << 30
    private static let schemaLimit: Int64 = 32 << 20
    private static let fileLimit: Int64 = 100_000_000

    init(_ source: ByteSource, named name: String, in folder: String, limit: Int64) throws(DocumentFault) {
        do {
            let (place, document) = try Self.look(at: source, in: folder, limit: limit)
            if let document {
                data = document
                dataName = name
                schema = DataverseSchema()
                archive = nil
                if case .temporary(let file) = place {
                    try file.rewind()
                    unpacked = file
                } else {
                    unpacked = nil
                }
                return
            }
            let archive = try ZipReader(place)
            try Self.checkNames(archive, of: name)
            guard let entry = archive.entry(Self.dataEntry) else {
                throw DocumentFault.foreign(
                    "\(name): there is no \(Self.dataEntry) in the archive; take the zip file as the configuration "
                        + "migration tool wrote it"
                )
            }
            let unpacked = try TemporaryFile(in: folder)
            try archive.read(entry, limit: min(limit, Self.dataLimit)) { try unpacked.append($0) }
            try unpacked.rewind()
            self.archive = archive
            self.unpacked = unpacked
            data = .descriptor(unpacked.descriptor)
            dataName = "\(name)/\(Self.dataEntry)"
            schema =
                try archive.entry(Self.schemaEntry)
                .map {
                    try DataverseSchema(
                        try archive.bytes(of: $0, limit: Self.schemaLimit),
                        named: "\(name)/\(Self.schemaEntry)"
                    )
                } ?? DataverseSchema()
        } catch let fault as PackingFault {
            throw .foreign("\(name): \(fault.sentence)")
        } catch let fault as IOFault {
            throw .foreign("\(name): \(fault.clause)")
        } catch let fault as DocumentFault {
            throw fault
        } catch {
            throw .foreign("\(name): \(error)")
        }
    }

    /// The bytes of a column of the type file: they stand in the archive under the value of the column. Throws
    /// ``PackingFault``.
    func file(_ id: GUID) throws -> FileContent? {
        let entry = archive?.entries.first { Self.fileID($0.name) == id }
        return try entry.flatMap { entry in try archive?.bytes(of: entry, limit: Self.fileLimit) }
            .map { FileContent($0) }
    }

    /// All files that stand beside the data.
    var files: [GUID] { archive?.entries.compactMap { Self.fileID($0.name) } ?? [] }

    // MARK: Opening

    /// Where the bytes are, and what is to be read when they are no archive.
    private static func look(
        at source: ByteSource,
        in folder: String,
        limit: Int64
    ) throws -> (place: ZipReader.Source, document: ByteSource?) {
        switch source {
        case .bytes(let bytes): return (.bytes(bytes), ZipReader.isArchive(bytes) ? nil : source)
        case .file(let path):
            var beginning: [UInt8] = []
            let stream = try ByteStream(source)
            while beginning.count < 4, try stream.read(into: &beginning, count: 4 - beginning.count) > 0 {}
            return (.file(path: path), ZipReader.isArchive(beginning) ? nil : source)
        case .descriptor:
            // An archive is read from its end, which a pipe does not have.
            let file = try TemporaryFile(in: folder)
            let stream = try ByteStream(source)
            var beginning: [UInt8] = []
            var piece: [UInt8] = []
            while try stream.read(into: &piece, count: 256 << 10) > 0 {
                if beginning.count < 4 { beginning += piece.prefix(4 - beginning.count) }
                guard stream.bytesRead <= limit else { throw PackingFault.tooLarge(limit: limit) }
                try file.append(piece)
                piece.removeAll(keepingCapacity: true)
            }
            return (.temporary(file), ZipReader.isArchive(beginning) ? nil : .descriptor(file.descriptor))
        }
    }

    private static func checkNames(_ archive: ZipReader, of name: String) throws(DocumentFault) {
        for entry in archive.entries {
            guard
                entry.name == dataEntry || entry.name == schemaEntry || entry.name == typesEntry
                    || fileID(entry.name) != nil
            else {
                let shown = entry.name.count > 100 ? entry.name.prefix(100) + "…" : entry.name
                throw .foreign(
                    "\(name): the archive has an entry '\(shown)', which no package has; it may hold \(dataEntry), "
                        + "\(schemaEntry), \(typesEntry) and files/GUID.bin"
                )
            }
        }
    }

    /// `files/5b3e9c1e-….bin`, and nothing that is nearly that.
    private static func fileID(_ name: String) -> GUID? {
        guard name.hasPrefix("files/"), name.hasSuffix(".bin") else { return nil }
        return try? GUID(name.dropFirst(6).dropLast(4))
    }
}
