private import CLibZip
import Glibc

/// Reads the entries of a zip archive one by one. A name is only compared, never a path, and nothing is unpacked further
/// than was allowed. Belongs to one thread at a time.
package final class ZipReader {
    /// In the order of the archive's directory.
    package let entries: [Entry]
    private let archive: OpaquePointer
    /// Held while the archive reads from it.
    private let file: TemporaryFile?

    package struct Entry: Hashable, Sendable {
        /// As it stands there.
        package let name: String
        /// Bytes when unpacked, as the archive states; reading holds it to that.
        package let size: Int64
        package let packedSize: Int64
        fileprivate let index: UInt64
    }

    /// Where the bytes of an archive are. They must be there as a whole: its directory stands at its end.
    package enum Source {
        case file(path: String)
        case bytes([UInt8])
        case temporary(TemporaryFile)
    }

    /// The most that an archive may have; more is no export of tickets.
    private static let entryLimit = 10_000
    /// An entry above this size must not be more than ``ratio`` times as large as it is packed.
    private static let ratioFrom: Int64 = 64 << 20
    private static let ratio: Int64 = 200
    /// What stands in front of an entry's bytes at least, and in the directory.
    private static let headLengths: Int64 = 30 + 46
    /// What stands at the end of every archive.
    private static let endLength: Int64 = 22
    private static let pieceLength = 256 << 10

    /// Whether bytes begin as an archive does.
    package static func isArchive(_ beginning: some Sequence<UInt8>) -> Bool {
        let four = Array(beginning.prefix(4))
        return four == [0x50, 0x4b, 0x03, 0x04] || four == [0x50, 0x4b, 0x05, 0x06]
    }

    /// Opens an archive and looks at its directory. Throws for one that is damaged, contradicts itself, or has an entry that
    /// is encrypted or not to be told from another.
    package init(_ source: Source) throws(PackingFault) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        let size: Int64
        let bytes: OpaquePointer?
        switch source {
        case .file(let path):
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing }
            size = Int64(status.st_size)
            file = nil
            bytes = zip_source_file_create(path, 0, -1, &error)
        case .bytes(let given):
            size = Int64(given.count)
            file = nil
            // The library frees its copy.
            guard let copy = malloc(max(1, given.count)) else { throw .outOfMemory }
            given.withUnsafeBytes { from in
                if let start = from.baseAddress { copy.copyMemory(from: start, byteCount: from.count) }
            }
            bytes = zip_source_buffer_create(copy, UInt64(given.count), 1, &error)
            if bytes == nil { free(copy) }
        case .temporary(let given):
            try given.flush()
            size = given.size
            file = given
            bytes = ZipFileSource.make(given, &error)
        }
        guard let bytes else { throw .outOfMemory }
        // The library takes nothing at all for an archive without entries. It is not asked to compare headers: it refuses
        // archives that were written through a pipe. The directory counts, and what is unpacked is held against it.
        guard size >= Self.endLength, let archive = zip_open_from_source(bytes, ZIP_RDONLY, &error) else {
            let fault = size < Self.endLength ? .notAnArchive : Self.fault(opening: error)
            zip_source_free(bytes)
            throw fault
        }
        do throws(PackingFault) { entries = try Self.entries(of: archive, size: size) } catch {
            zip_discard(archive)
            throw error
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    package func entry(_ name: String) -> Entry? {
        entries.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// Unpacks an entry and hands it over piece by piece. Throws ``PackingFault``: then what was handed over is not to be
    /// used; and what `body` throws.
    ///
    /// - Parameter limit: bytes when unpacked.
    package func read(_ entry: Entry, limit: Int64, _ body: ([UInt8]) throws -> Void) throws {
        guard entry.size <= limit else { throw PackingFault.tooLarge(limit: limit) }
        guard let open = zip_fopen_index(archive, entry.index, 0) else {
            throw Self.fault(reading: zip_get_error(archive), entry)
        }
        defer { zip_fclose(open) }
        var count: Int64 = 0
        while true {
            var got: Int64 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { target, written in
                got = zip_fread(open, target.baseAddress, UInt64(target.count))
                written = max(0, Int(got))
            }
            count += max(0, got)
            guard count <= entry.size else { throw PackingFault.sizeMismatch(entry.name, stated: entry.size) }
            guard got >= 0 else { throw Self.fault(reading: zip_file_get_error(open), entry) }
            if got == 0 { break }
            try body(piece)
        }
        guard count == entry.size else { throw PackingFault.sizeMismatch(entry.name, stated: entry.size) }
    }

    /// The whole of a small entry.
    package func bytes(of entry: Entry, limit: Int64) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(entry, limit: limit) { bytes += $0 }
        return bytes
    }

    // MARK: The directory

    private static func entries(of archive: OpaquePointer, size: Int64) throws(PackingFault) -> [Entry] {
        let count = zip_get_num_entries(archive, 0)
        guard count <= entryLimit else { throw .tooManyEntries(limit: entryLimit) }
        var entries: [Entry] = []
        var names: Set<[UInt8]> = []
        var packed: Int64 = 0
        for index in 0..<UInt64(max(0, count)) {
            let entry = try entry(index, of: archive)
            guard names.insert(Array(entry.name.utf8)).inserted else { throw .duplicate(entry.name) }
            let (sum, isTooMuch) = packed.addingReportingOverflow(
                entry.packedSize + headLengths + 2 * Int64(entry.name.utf8.count)
            )
            guard !isTooMuch else { throw .inconsistent }
            packed = sum
            entries.append(entry)
        }
        // More than there is: the entries share bytes, which is how a small archive becomes a large bomb.
        guard packed <= size else { throw .inconsistent }
        return entries
    }

    private static func entry(_ index: UInt64, of archive: OpaquePointer) throws(PackingFault) -> Entry {
        var found = zip_stat_t()
        zip_stat_init(&found)
        guard zip_stat_index(archive, index, 0, &found) == 0, let name = found.name.map({ String(cString: $0) }),
            let size = Int64(exactly: found.size), let packedSize = Int64(exactly: found.comp_size),
            packedSize < 1 << 60
        else { throw .inconsistent }
        guard Int32(found.encryption_method) == ZIP_EM_NONE else { throw .encrypted(name) }
        guard Int32(found.comp_method) == ZIP_CM_STORE || Int32(found.comp_method) == ZIP_CM_DEFLATE else {
            throw .otherMethod(name)
        }
        guard size <= ratioFrom || size / ratio <= packedSize else { throw .bomb(name) }
        return Entry(name: name, size: size, packedSize: packedSize, index: index)
    }

    // MARK: Faults

    private static func fault(opening error: zip_error_t) -> PackingFault {
        switch error.zip_err {
        case ZIP_ER_NOENT, ZIP_ER_OPEN: .missing
        case ZIP_ER_NOZIP: .notAnArchive
        case ZIP_ER_MEMORY: .outOfMemory
        case ZIP_ER_READ, ZIP_ER_SEEK: .truncated
        default: .inconsistent
        }
    }

    private static func fault(reading error: UnsafeMutablePointer<zip_error_t>, _ entry: Entry) -> PackingFault {
        switch zip_error_code_zip(error) {
        case ZIP_ER_CRC: .wrongChecksum(entry.name)
        case ZIP_ER_INCONS: .sizeMismatch(entry.name, stated: entry.size)
        case ZIP_ER_NOPASSWD, ZIP_ER_ENCRNOTSUPP: .encrypted(entry.name)
        case ZIP_ER_COMPNOTSUPP: .otherMethod(entry.name)
        case ZIP_ER_MEMORY: .outOfMemory
        case ZIP_ER_EOF: .truncated
        default: .damaged
        }
    }
}
