private import CLibZip

/// Packs a zip archive. The same names and bytes always make the same archive: every entry has the same time. Belongs to
/// one thread at a time.
package final class ZipWriter {
    private let folder: String
    private var entries: [(name: String, file: TemporaryFile)] = []

    /// Noon of the first day that an archive can name; at midnight some zones had no time.
    private static let date: UInt16 = 1 << 5 | 1
    private static let time: UInt16 = 12 << 11

    /// - Parameter folder: where files without names are put until the archive is whole: as much as its entries, and itself.
    package init(in folder: String) {
        self.folder = folder
    }

    /// Begins an entry; ``append(_:)`` adds to it. Throws ``PackingFault/duplicate(_:)`` for a second of that name.
    package func begin(_ name: String) throws(PackingFault) {
        try add(name, TemporaryFile(in: folder))
    }

    /// Adds to the entry that was begun last.
    package func append(_ bytes: [UInt8]) throws(PackingFault) {
        guard let last = entries.last else { throw .noEntry("") }
        try last.file.append(bytes)
    }

    /// Takes what stands in a file as an entry.
    package func add(_ name: String, _ file: TemporaryFile) throws(PackingFault) {
        guard !entries.contains(where: { $0.name == name }) else { throw .duplicate(name) }
        entries.append((name, file))
    }

    /// Packs everything and hands the archive over in pieces. Throws ``PackingFault``, and what `sink` throws.
    package func finish(_ sink: ([UInt8]) throws -> Void) throws {
        let result = try TemporaryFile(in: folder)
        try pack(into: result)
        entries = []
        try result.eachPiece(sink)
    }

    private func pack(into result: TemporaryFile) throws(PackingFault) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let target = ZipFileSource.make(result, &error) else { throw .outOfMemory }
        guard let archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
            zip_source_free(target)
            throw Self.fault(&error)
        }
        do throws(PackingFault) { for entry in entries { try add(entry, to: archive) } } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let fault = Self.fault(zip_get_error(archive))
            zip_discard(archive)
            throw fault
        }
    }

    private func add(_ entry: (name: String, file: TemporaryFile), to archive: OpaquePointer) throws(PackingFault) {
        try entry.file.flush()
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = ZipFileSource.make(entry.file, &error) else { throw .outOfMemory }
        let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw Self.fault(zip_get_error(archive))
        }
        guard zip_file_set_dostime(archive, UInt64(index), Self.time, Self.date, 0) == 0,
            zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 6) == 0
        else { throw Self.fault(zip_get_error(archive)) }
    }

    private static func fault(_ error: UnsafeMutablePointer<zip_error_t>) -> PackingFault {
        .unwritable(String(cString: zip_error_strerror(error)))
    }
}
