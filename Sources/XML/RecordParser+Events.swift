import CLibXML2

extension RecordParser {
    // MARK: Tags

    func start(_ tag: TagEvent) {
        guard !isStopped else { return }
        depth += 1
        let offset = tagStart()
        if depth == 1 {
            outerLevel = max(0, levelBelow(string(tag.name)))
            level = outerLevel
        }
        if depth == level + 1 { enterContainer(tag) }
        if depth == level + 1 { beginRecord(tag, at: offset) }
        guard isWithinLimits(tag, at: offset) else { return }
        if depth == 1 { describeRoot(tag, at: offset) }
        if depth <= level, let schemaCheck {
            let place = place(of: offset)
            for message in schemaCheck.enter(tag) { outside.add(message, at: place) }
        }
        if depth <= level {
            containers.append(place(of: offset))
            if level > 1 { around.append(Enclosing(name: string(tag.name), attributes: attributes(of: tag))) }
        }

        // Blanks between tags are not content of an element that holds elements.
        blanks.count = 0
        xmlSAX2StartElementNs(
            context,
            tag.name,
            tag.prefix,
            tag.uri,
            Int32(tag.namespaceCount),
            tag.namespaces,
            Int32(tag.attributeCount),
            Int32(tag.defaultedCount),
            tag.attributes
        )

        if depth == 1, let tree = context.pointee.myDoc { document = DocumentTree(owning: tree) }
        guard let node = context.pointee.node else {
            return stop(.unreadable("out of memory"), at: offset)
        }
        textLength = 0
        if depth > level {
            node.pointee._private = UnsafeMutableRawPointer(bitPattern: Int(offset - recordStart))
        }
    }

    func end(name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?) {
        guard !isStopped, let node = context.pointee.node else { return }
        textLength = 0
        if depth > level, node.pointee.children == nil { keepBlanks() }
        blanks.count = 0
        if depth > level + 1 {
            xmlSAX2EndElementNs(context, name, prefix, uri)
        } else if depth == level + 1 {
            endRecord(node) { xmlSAX2EndElementNs(context, name, prefix, uri) }
        } else {
            let place = containers.popLast() ?? .start
            if level > 1 { around.removeLast() }
            for message in schemaCheck?.leave(name: name, prefix: prefix, uri: uri) ?? [] {
                outside.add(message, at: place)
            }
            xmlSAX2EndElementNs(context, name, prefix, uri)
            // Records may point to the namespaces that a container declared; one without any, in itself and inside, can go.
            if depth > 1, node.pointee.nsDef == nil, node.pointee.children == nil {
                xmlUnlinkNode(node)
                xmlFreeNode(node)
            }
            leaveContainer()
        }
        depth -= 1
    }

    /// The `<` of the start tag that the parser has just read; a well-formed tag holds no other.
    private func tagStart() -> Int64 {
        guard let input = context.pointee.input, let base = input.pointee.base, let cur = input.pointee.cur else {
            return parserOffset
        }
        let parsed = UnsafeBufferPointer(start: base, count: cur - base)
        return parserOffset - Int64(parsed.count - (lastIndex(of: 0x3C, in: parsed) ?? parsed.count))
    }

    private func describeRoot(_ tag: TagEvent, at offset: Int64) {
        let place = place(of: offset)
        let attributes = attributes(of: tag).map { (name: $0.name, value: $0.value) }
        root = Root(
            name: string(tag.name),
            namespace: tag.uri.map { string($0) },
            attributes: attributes,
            line: place.line,
            column: place.column,
            startTag: startTag(from: offset)
        )
    }

    private func attributes(of tag: TagEvent) -> [Enclosing.Attribute] {
        (0..<tag.attributeCount).map { index in
            let field = 5 * index
            let prefix = tag.attributes?[field + 1].map { string($0) + ":" } ?? ""
            return Enclosing.Attribute(name: prefix + string(tag.attributes?[field]), value: tag.value(index))
        }
    }

    /// The text of the tag that the parser has just read: it stands before the end, or behind it.
    private func startTag(from offset: Int64) -> String {
        let first = Int(offset - windowStart)
        let end = min(Int(parserOffset - windowStart), window.count)
        guard first >= 0, first < end else { return "" }
        var tag = window[first..<end]
        while let last = tag.last, last == 0x3E || last == 0x2F || last <= 0x20 { tag.removeLast() }
        return String(decoding: tag, as: UTF8.self) + ">"
    }

    // MARK: Records

    private func beginRecord(_ tag: TagEvent, at offset: Int64) {
        moveAnchor(to: offset)
        recordStart = offset
        recordPlace = place(of: offset)
        elementCount = 0
        misplaced = []
        if level > 0, let schemaCheck {
            misplaced = schemaCheck.place(name: tag.name, prefix: tag.prefix, uri: tag.uri)
        }
    }

    private func endRecord(_ node: xmlNodePtr, close: () -> Void) {
        let range = recordStart..<parserOffset
        guard range.count <= limits.recordBytes, let document else {
            return stop(.limit(.record, Int64(limits.recordBytes)), at: recordStart)
        }
        let found = schemaCheck?.problems(of: node)  // while its namespaces are still around it
        close()
        let inherited = Self.declarations(around: node)
        xmlUnlinkNode(node)
        let tree = RecordTree(
            owning: node,
            of: document,
            start: recordPlace,
            window: window,
            windowStart: windowStart,
            inherited: inherited
        )
        ordinal += 1
        records.append(
            Record(
                ordinal: ordinal,
                line: recordPlace.line,
                column: recordPlace.column,
                byteRange: range,
                around: around,
                element: Element(tree: tree, node: node),
                problems: problems(found, in: tree)
            )
        )
    }

    /// What the elements between the root and a record declare for it, as it would stand in its own tag.
    private static func declarations(around record: xmlNodePtr) -> [UInt8] {
        var text: [UInt8] = []
        var known = names(of: record)
        var around = record.pointee.parent
        while let element = around, element.pointee.parent?.pointee.type == XML_ELEMENT_NODE {
            var declaration = element.pointee.nsDef
            while let current = declaration {
                let prefix = current.pointee.prefix.map { string($0) } ?? ""
                if known.insert(prefix).inserted {
                    text += Array(prefix.isEmpty ? " xmlns=\"".utf8 : " xmlns:\(prefix)=\"".utf8)
                    // libxml2 leaves `&` as a reference here.
                    let uri = string(current.pointee.href).replacing("&#38;", with: "&")
                    _ = XMLEscaping.append(uri, .attribute, to: &text)
                    text.append(0x22)
                }
                declaration = current.pointee.next
            }
            around = element.pointee.parent
        }
        return text
    }

    /// The prefixes that an element declares itself.
    private static func names(of element: xmlNodePtr) -> Set<String> {
        var names: Set<String> = []
        var declaration = element.pointee.nsDef
        while let current = declaration {
            names.insert(current.pointee.prefix.map { string($0) } ?? "")
            declaration = current.pointee.next
        }
        return names
    }

    private func problems(_ found: (entries: [ProblemLog.Entry], omitted: Int)?, in tree: RecordTree) -> [XMLProblem] {
        let start = recordPlace
        var result = misplaced.map { XMLProblem(line: start.line, column: start.column, message: $0) }
        guard let found, !found.entries.isEmpty else { return result }
        for entry in found.entries {
            if !misplaced.isEmpty, SchemaCheck.isUnknownElement(entry) { continue }
            let place = tree.place(at: entry.offset)
            result.append(XMLProblem(line: place.line, column: place.column, message: entry.message))
        }
        if found.omitted > 0 {
            result.append(
                XMLProblem(line: start.line, column: start.column, message: "and \(found.omitted) more")
            )
        }
        return result
    }

    // MARK: Text

    func text(_ text: UnsafePointer<xmlChar>?, length: Int) {
        guard !isStopped, let text, length > 0 else { return }
        let characters = UnsafeBufferPointer(start: text, count: length)
        if depth <= level {
            if !isBlank(characters), !outside.sawText {
                outside.sawText = true
                outside.add("text between records is ignored; put it inside one", at: place(ofText: characters))
            }
            return
        }
        textLength += length
        guard textLength <= limits.textLength else {
            return stop(.limit(.text, Int64(limits.textLength)), at: tagEndBeforeText())
        }
        if textLength == length || blanks.count > 0 {
            // Blanks wait for what follows: it decides whether they are content.
            if isBlank(characters), blanks.append(characters) { return }
            keepBlanks()
        }
        xmlSAX2Characters(context, text, Int32(length))
    }

    private func keepBlanks() {
        guard blanks.count > 0 else { return }
        xmlSAX2Characters(context, blanks.start, Int32(blanks.count))
        blanks.count = 0
    }

    @inline(__always)
    private func isBlank(_ text: UnsafeBufferPointer<xmlChar>) -> Bool {
        for byte in text where byte != 0x20 && byte != 0x0A && byte != 0x09 && byte != 0x0D { return false }
        return true
    }

    /// Where a text's first character that is no blank stands; exact unless references came before it.
    private func place(ofText text: UnsafeBufferPointer<xmlChar>) -> Place {
        let blanks = text.prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.count
        // The parser hands out text from its buffer before it moves on, or a copy after it did.
        let isInBuffer = context.pointee.input?.pointee.cur == text.baseAddress
        return place(of: parserOffset - (isInBuffer ? 0 : Int64(text.count)) + Int64(blanks))
    }

    /// A run of text is pointed at by the tag before it.
    private func tagEndBeforeText() -> Int64 {
        let node = context.pointee.node
        let offset = node.map { Int(bitPattern: $0.pointee._private) } ?? 0
        return recordStart + Int64(offset)
    }
}

/// What is wrong outside of the records.
struct OutsideProblems {
    private(set) var list: [XMLProblem] = []
    var sawText = false

    mutating func add(_ message: String, at place: Place) {
        guard list.count < ProblemLog.maximum else { return }
        list.append(XMLProblem(line: place.line, column: place.column, message: message))
    }
}

/// A few blanks that are held back.
final class Blanks {
    private static let capacity = 512
    let start: UnsafeMutablePointer<xmlChar>
    var count = 0

    init() { start = .allocate(capacity: Self.capacity) }

    deinit { start.deallocate() }

    /// False if there is no room.
    func append(_ characters: UnsafeBufferPointer<xmlChar>) -> Bool {
        guard let from = characters.baseAddress, count + characters.count <= Self.capacity else { return false }
        (start + count).update(from: from, count: characters.count)
        count += characters.count
        return true
    }
}
