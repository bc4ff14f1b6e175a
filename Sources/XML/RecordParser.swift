import CLibXML2

/// Feeds a document to libxml2's push parser piece by piece and collects the records that become whole.
///
/// It keeps the text from the start of the unfinished record on (`window`), so that offsets, lines and columns are
/// counted from the bytes themselves; the parser's own are cut off at 65,535 lines and inexact.
final class RecordParser {
    let source: String
    let limits: Limits
    let schemaCheck: SchemaCheck?
    /// How many elements are around a record: known with the root, and more inside of containers.
    var level = 0
    var outerLevel = 0
    let levelBelow: (_ root: String) -> Int
    private let containerNames: Set<ElementName>
    let context: xmlParserCtxtPtr
    private let input: UTF8Input

    // The text.
    private(set) var window: [UInt8] = []
    private(set) var windowStart: Int64 = 0
    /// How far the parser was given the text.
    private(set) var fed: Int64 = 0
    /// A place whose line and column are known, not after any that will be asked for.
    var anchor = Place.start
    private var isAtEnd = false

    // What was found, filled by the events.
    private(set) var fault: XMLFault?
    /// Whether there is a fault: asked at every event.
    private(set) var isStopped = false
    var root: Root?
    var ended = false
    var outside = OutsideProblems()
    var records: [Record] = []
    private var taken = 0

    // Where the events are. Plain numbers of their own: they change at every event.
    var depth = 0
    /// Offset of the unfinished record's start tag.
    var recordStart: Int64 = 0
    var elementCount = 0
    /// Bytes of text since the last tag.
    var textLength = 0
    /// Blanks since the last tag that have not become part of the tree, at most `Blanks.capacity`.
    let blanks = Blanks()
    var recordPlace = Place.start
    /// Why the unfinished record may not stand where it stands.
    var misplaced: [String] = []
    var ordinal = 0
    var containers: [Place] = []
    /// The elements that are open around records, when there are more than the root.
    var around: [Enclosing] = []
    var document: DocumentTree?

    init(
        _ source: ByteSource,
        named name: String,
        schema: Schema?,
        limits: Limits,
        preamble: [String],
        level: @escaping (_ root: String) -> Int,
        containers: Set<ElementName> = []
    ) throws(XMLFault) {
        _ = LibXML2.isReady
        self.source = name
        self.limits = limits
        levelBelow = level
        containerNames = containers
        do {
            input = try UTF8Input(source, limits: limits, skippingTo: preamble)
        } catch {
            let place = error.place
            throw XMLFault(kind: error.kind, source: name, line: place?.line ?? 0, column: place?.column ?? 0)
        }
        schemaCheck = schema.flatMap(SchemaCheck.init)
        var handlers = Self.handlers()
        guard schema == nil || schemaCheck != nil, let context = xmlCreatePushParserCtxt(&handlers, nil, nil, 0, nil)
        else {
            throw XMLFault(kind: .unreadable("out of memory"), source: name, line: 0, column: 0)
        }
        self.context = context
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, Int32(options))
        // Options may have put the library's own handlers back; ours are the ones that count.
        context.pointee.sax.pointee = handlers
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        if document == nil, let unowned = context.pointee.myDoc { xmlFreeDoc(unowned) }
        context.pointee.myDoc = nil
        xmlFreeParserCtxt(context)
    }

    var bytesRead: Int64 { input.bytesRead }

    /// A start tag stands where a record could: a container is entered.
    func enterContainer(_ tag: TagEvent) {
        guard !containerNames.isEmpty else { return }
        let name = ElementName(string(tag.name), in: tag.uri.map { string($0) })
        if containerNames.contains(name) { level += 1 }
    }

    /// An element that is no record has ended.
    func leaveContainer() {
        if depth == level, level > outerLevel { level -= 1 }
    }

    /// The next record that is whole; nil at the end or at a fault.
    func take() -> Record? {
        while true {
            if taken < records.count {
                defer { taken += 1 }
                let record = records[taken]
                return record
            }
            records.removeAll(keepingCapacity: true)
            taken = 0
            guard !ended, !isStopped else { return nil }
            feed()
        }
    }

    /// Reads until the root's start tag is known, or there is a fault.
    func readRoot() {
        while root == nil, !isStopped, !ended { feed() }
    }

    // MARK: Feeding

    /// Gives the parser one more piece of text, or tells it that there is none.
    private func feed() {
        trim()
        let length = pieceLength
        while windowStart + Int64(window.count) - fed < length, !isAtEnd {
            switch input.next(into: &window) {
            case .bytes: break
            case .end: isAtEnd = true
            case .fault(let kind):
                let end = windowStart + Int64(window.count)
                parse(upTo: pieceEnd(before: end, length: Int64(window.count)))
                stop(kind, at: end)
                return
            }
        }
        let end = windowStart + Int64(window.count)
        if fed == end { finish() } else { parse(upTo: pieceEnd(before: end, length: length)) }
    }

    /// The longest piece of text given to the parser at once. It moves what it has not used yet every 4 KiB, which is
    /// for short pieces; but an unfinished CDATA section is searched from its start with every piece, so that the
    /// pieces must grow with it.
    private var pieceLength: Int64 {
        max(Int64(Self.shortestPiece), min(4 << 20, fed - parserOffset))
    }

    private static let shortestPiece = 16 << 10

    /// The end of the next piece: not inside a character, and not after a CR, which libxml2 would hold back by itself.
    private func pieceEnd(before end: Int64, length: Int64) -> Int64 {
        var pieceEnd = min(end, fed + length)
        while pieceEnd < end, pieceEnd > fed + 4, window[Int(pieceEnd - windowStart)] & 0xC0 == 0x80 { pieceEnd -= 1 }
        let withReturns = pieceEnd
        while pieceEnd > fed, window[Int(pieceEnd - windowStart) - 1] == 0x0D { pieceEnd -= 1 }
        return pieceEnd > fed ? pieceEnd : withReturns
    }

    private func parse(upTo end: Int64) {
        let first = Int(fed - windowStart)
        let count = Int(end - fed)
        guard count > 0 else { return }
        fed = end
        // A copy of the reference, so that the events may read the window while the parser does.
        let text = window
        text.withUnsafeBytes { bytes in
            let start = bytes.baseAddress.map { ($0 + first).assumingMemoryBound(to: CChar.self) }
            _ = xmlParseChunk(context, start, Int32(count), 0)
        }
        checkProgress()
    }

    /// The text is at its end.
    private func finish() {
        let end = windowStart + Int64(window.count)
        if root == nil {
            let isBlank = window[Int(parserOffset - windowStart)...].allSatisfy { $0 <= 0x20 }
            stop(isBlank ? .empty : .truncated(open: nil), at: end)
        } else if depth > 0 {
            stop(.truncated(open: string(context.pointee.name)), at: end)
        } else {
            _ = xmlParseChunk(context, nil, 0, 1)
            checkProgress()
            ended = true
        }
    }

    /// What can only be seen between two pieces: a fault without a report, and things that never end.
    private func checkProgress() {
        guard !isStopped else { return }
        if context.pointee.wellFormed == 0 || context.pointee.disableSAX != 0 {
            stop(.notWellFormed("the parser stopped"), at: parserOffset)
        } else if document != nil, xmlDictGetUsage(context.pointee.dict) > limits.differentNamesBytes {
            stop(.limit(.names, Int64(limits.differentNamesBytes)), at: parserOffset)
        } else if depth > level, fed - recordStart > Int64(limits.recordBytes),
            parserOffset - recordStart > limits.recordBytes
        {
            stop(.limit(.record, Int64(limits.recordBytes)), at: recordStart)
        } else {
            let pending = parserOffset
            guard fed > pending else { return }
            let markup = window[Int(pending - windowStart)..<Int(fed - windowStart)]
            let isCDATA = context.pointee.instate == XML_PARSER_CDATA_SECTION
            let found = UnfinishedMarkup.limitPassed(in: markup, isCDATA: isCDATA, limits: limits)
            guard let found else { return }
            stop(found.kind, at: pending + Int64(found.offset))
        }
    }

    /// Forgets text that neither the parser nor an unfinished record needs.
    private func trim() {
        var needed = min(fed, parserOffset)
        if depth > level { needed = min(needed, recordStart) }
        let count = Int(needed - windowStart)
        guard count >= Self.shortestPiece else { return }  // moving the rest is not free
        moveAnchor(to: needed)
        let left = window.count - count
        if window.capacity > 1 << 20, left < 1 << 18 {
            window = Array(window[count...])  // gives the memory of a large record back
        } else {
            window.removeFirst(count)
        }
        windowStart = needed
    }

    // MARK: Stopping

    /// The document can not be read on. Only the first reason counts.
    func stop(_ kind: XMLFault.Kind, at offset: Int64) {
        guard !isStopped else { return }
        let place = place(of: offset)
        isStopped = true
        fault = XMLFault(kind: kind, source: source, line: place.line, column: place.column)
        context.pointee.disableSAX = 1
    }
}
