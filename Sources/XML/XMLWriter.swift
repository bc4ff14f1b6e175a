/// Writes a document of any length to a sink, always the same bytes for the same calls: UTF-8, `\n`, two blanks per
/// level, attributes in the order given. Elements stand on lines of their own, except inside one that holds text.
package final class XMLWriter {
    private let sink: ([UInt8]) throws -> Void
    private var buffer: [UInt8] = []
    private var open: [OpenElement] = []
    private var hasRoot = false
    private let emptyElements: EmptyElements

    /// How an element without content is written.
    package enum EmptyElements: Hashable, Sendable {
        /// `<name/>`
        case short
        /// `<name></name>`, for readers that lose what follows the other form.
        case paired
    }

    private struct OpenElement {
        var name: String
        var hasElements = false
        var hasText = false
        /// The start tag still lacks its `>`.
        var isUnclosed = true
    }

    private static let bufferLength = 64 << 10

    /// Starts a document.
    /// - Parameters:
    ///   - declared: false leaves out the XML declaration, for readers whose files have none.
    ///   - sink: takes pieces of about 64 KiB.
    package init(
        declared: Bool = true,
        emptyElements: EmptyElements = .short,
        to sink: @escaping ([UInt8]) throws -> Void
    ) {
        self.sink = sink
        self.emptyElements = emptyElements
        buffer.reserveCapacity(Self.bufferLength + 4_096)
        if declared { buffer.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }
    }

    /// A start tag.
    /// - Throws: `.name` for a name that XML does not allow, `.character` for an attribute value that XML can not carry,
    ///   `.order` for a second root, `.sink` when the sink throws. After an error the document is not to be used.
    package func start(_ name: String, _ attributes: [(name: String, value: String)] = []) throws(XMLWriterError) {
        try startTag(name, attributes)
        open.append(OpenElement(name: name))
        try flushIfFull()
    }

    /// The end tag of the innermost open element.
    package func end() throws(XMLWriterError) {
        guard let element = open.popLast() else { throw .order("there is no open element to end") }
        if element.isUnclosed {
            endEmpty(element.name)
        } else {
            if element.hasElements, !element.hasText { indent() }
            endTag(element.name)
        }
        try flushIfFull()
    }

    /// An element with attributes and text on one line; without text `<name/>`.
    package func element(
        _ name: String,
        _ attributes: [(name: String, value: String)] = [],
        text: String = ""
    ) throws(XMLWriterError) {
        try startTag(name, attributes)
        if text.isEmpty {
            endEmpty(name)
        } else {
            buffer.append(0x3E)
            try escape(text, .text, element: name)
            endTag(name)
        }
        try flushIfFull()
    }

    /// Text inside the innermost open element; from here on nothing is indented in it.
    package func text(_ text: String) throws(XMLWriterError) {
        let element = try openText()
        try escape(text, .text, element: element)
        try flushIfFull()
    }

    /// The bytes in base64, in one line, inside the innermost open element.
    package func base64(_ bytes: some Sequence<UInt8>) throws(XMLWriterError) {
        _ = try openText()
        let done: Void? = bytes.withContiguousStorageIfAvailable {
            Base64.encode(UnsafeRawBufferPointer($0), into: &buffer)
        }
        if done == nil { Array(bytes).withUnsafeBytes { Base64.encode($0, into: &buffer) } }
        try flushIfFull()
    }

    /// Ends the document with a line end and passes the rest to the sink.
    package func finish() throws(XMLWriterError) {
        if let element = open.last { throw .order("the element '\(element.name)' is still open") }
        guard hasRoot else { throw .order("the document has no root element") }
        buffer.append(0x0A)
        try flush()
    }

    // MARK: Pieces

    private func startTag(_ name: String, _ attributes: [(name: String, value: String)]) throws(XMLWriterError) {
        guard XMLName.isName(name) else { throw .name(name) }
        if open.isEmpty {
            guard !hasRoot else { throw .order("a document has one root; '\(name)' would be a second") }
            hasRoot = true
        } else {
            closeStartTag()
            let last = open.count - 1
            if !open[last].hasText {
                open[last].hasElements = true
                indent()
            }
        }
        buffer.append(0x3C)
        buffer.append(contentsOf: name.utf8)
        for attribute in attributes {
            guard XMLName.isName(attribute.name) else { throw .name(attribute.name) }
            buffer.append(0x20)
            buffer.append(contentsOf: attribute.name.utf8)
            buffer.append(0x3D)
            buffer.append(0x22)
            try escape(attribute.value, .attribute, element: name)
            buffer.append(0x22)
        }
    }

    private func endEmpty(_ name: String) {
        switch emptyElements {
        case .short: buffer.append(contentsOf: "/>".utf8)
        case .paired:
            buffer.append(0x3E)
            endTag(name)
        }
    }

    private func endTag(_ name: String) {
        buffer.append(0x3C)
        buffer.append(0x2F)
        buffer.append(contentsOf: name.utf8)
        buffer.append(0x3E)
    }

    private func closeStartTag() {
        let last = open.count - 1
        guard open[last].isUnclosed else { return }
        open[last].isUnclosed = false
        buffer.append(0x3E)
    }

    private func openText() throws(XMLWriterError) -> String {
        guard !open.isEmpty else { throw .order("text must stand inside an element") }
        closeStartTag()
        open[open.count - 1].hasText = true
        return open[open.count - 1].name
    }

    private func indent() {
        buffer.append(0x0A)
        for _ in open.indices {
            buffer.append(0x20)
            buffer.append(0x20)
        }
    }

    private func escape(_ text: String, _ position: XMLEscaping.Position, element: String) throws(XMLWriterError) {
        if let scalar = XMLEscaping.append(text, position, to: &buffer) {
            throw .character(scalar, element: element)
        }
    }

    private func flushIfFull() throws(XMLWriterError) {
        if buffer.count >= Self.bufferLength { try flush() }
    }

    private func flush() throws(XMLWriterError) {
        do { try sink(buffer) } catch { throw .sink(error) }
        buffer.removeAll(keepingCapacity: buffer.capacity < 1 << 20)
    }
}

/// Why a document could not be written.
package enum XMLWriterError: Error {
    /// A character that XML 1.0 can not carry, in the text or an attribute of this element.
    case character(UInt32, element: String)
    /// Not a name in XML.
    case name(String)
    /// The calls do not make a document.
    case order(String)
    /// What the sink threw.
    case sink(any Error)

    /// One line for a person.
    package var sentence: String {
        switch self {
        case .character(let scalar, let element):
            "the element '\(element)': \(XMLFault.Kind.forbiddenCharacter(scalar).clause)"
        case .name(let name): "'\(name)' can not be the name of an element or attribute in XML"
        case .order(let reason): reason
        case .sink(let error): "the document could not be written: \(error)"
        }
    }
}
