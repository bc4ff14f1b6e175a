import CLibXML2

/// Owns the library's document: the root with its namespaces and the dictionary of names, which every record's tree
/// points into. Freed when the reader and the last record are gone.
final class DocumentTree {
    let document: xmlDocPtr

    init(owning document: xmlDocPtr) { self.document = document }

    deinit { xmlFreeDoc(document) }
}

/// Owns one record's detached tree, and shares the bytes it was read from. Never touched from two threads at a time.
final class RecordTree {
    let node: xmlNodePtr
    let start: Place
    private let document: DocumentTree
    private let window: [UInt8]
    private let windowStart: Int64
    /// The place asked for last. Whoever asks for the place of every element in turn counts the lines once.
    private var known: Place
    /// Namespace declarations of the elements between the root and the record.
    private let inherited: [UInt8]

    /// - Parameter node: already unlinked from its document.
    init(
        owning node: xmlNodePtr,
        of document: DocumentTree,
        start: Place,
        window: [UInt8],
        windowStart: Int64,
        inherited: [UInt8]
    ) {
        self.inherited = inherited
        self.node = node
        self.document = document
        self.start = start
        self.window = window
        self.windowStart = windowStart
        known = start
    }

    deinit { xmlFreeNode(node) }

    /// The record's bytes from its start on, with what it needs to stand below the root.
    func bytes(_ count: Int) -> [UInt8] {
        let first = Int(start.offset - windowStart)
        let bytes = window[first..<first + count]
        guard !inherited.isEmpty else { return Array(bytes) }
        let nameEnd = bytes.firstIndex { $0 <= 0x20 || $0 == 0x2F || $0 == 0x3E } ?? bytes.endIndex
        return Array(bytes[..<nameEnd]) + inherited + Array(bytes[nameEnd...])
    }

    /// The place `offset` bytes into the record; counts lines from the place before, or from the record's start.
    func place(at offset: Int) -> Place {
        let wanted = start.offset + Int64(offset)
        let from = known.offset <= wanted ? known : start
        let range = Int(from.offset - windowStart)..<Int(wanted - windowStart)
        known = window.withUnsafeBufferPointer { from.advanced(over: UnsafeBufferPointer(rebasing: $0[range])) }
        return known
    }
}
