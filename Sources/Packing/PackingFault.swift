/// Why packed data cannot be used.
package enum PackingFault: Error, Hashable, Sendable {
    case damaged
    case truncated
    case dataBehindEnd
    /// More than so many bytes when unpacked.
    case tooLarge(limit: Int64)
    case outOfMemory

    // Archives.
    case missing
    case notAnArchive
    /// The archive contradicts itself: a broken directory, or entries that share bytes.
    case inconsistent
    case tooManyEntries(limit: Int)
    case duplicate(String)
    case encrypted(String)
    /// Packed in another way than every program knows.
    case otherMethod(String)
    /// Grows so much that no honest entry does.
    case bomb(String)
    /// The entry is not as large as the archive says.
    case sizeMismatch(String, stated: Int64)
    case wrongChecksum(String)
    case noEntry(String)
    /// The system's own words.
    case unreadable(String)
    case unwritable(String)

    /// What was refused and what would have worked, in English, without the place.
    package var sentence: String {
        switch self {
        case .damaged: "the packed data is damaged; export it again"
        case .truncated: "the packed data ends too early; export it again"
        case .dataBehindEnd: "something stands behind the end of the packed data; export it again"
        case .tooLarge(let limit): "it has more than \(limit) bytes when unpacked, which is the most that is taken"
        case .outOfMemory: "there is no memory to unpack it"
        case .missing: "there is no such file, or it may not be read; check the path"
        case .notAnArchive: "this is no whole zip archive; export it again"
        case .inconsistent: "the zip archive contradicts itself; export it again"
        case .tooManyEntries(let limit): "the zip archive has more than \(limit) entries; export in parts"
        case .duplicate(let name): "the zip archive has two entries called '\(name)'; export it again"
        case .encrypted(let name): "the entry '\(name)' is encrypted; export it without a password"
        case .otherMethod(let name): "the entry '\(name)' is packed in a way that is not known; pack it with deflate"
        case .bomb(let name): "the entry '\(name)' grows out of all measure when unpacked; export it again"
        case .sizeMismatch(let name, let stated):
            "the entry '\(name)' does not have the \(stated) bytes that the zip archive states; export it again"
        case .wrongChecksum(let name): "the entry '\(name)' does not match its checksum; export it again"
        case .noEntry(let name): "the zip archive has no entry called '\(name)'"
        case .unreadable(let reason): "it cannot be read: \(reason)"
        case .unwritable(let reason): "it cannot be written: \(reason)"
        }
    }
}
