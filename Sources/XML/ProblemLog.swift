import CLibXML2

/// What a validation found, until it is fetched. Keeps the first hundred and counts the others.
final class ProblemLog {
    struct Entry {
        /// From `RecordParser.mark(_:)`: where the element's tag begins, in bytes from the record's own start.
        var offset: Int
        var code: Int32
        var message: String
        var line: Int
    }

    static let maximum = 100
    private(set) var entries: [Entry] = []
    private(set) var omitted = 0
    /// What is not wanted is dropped before anything is spent on it.
    var wanted = Wanted.all

    enum Wanted {
        case all
        case only(code: Int32)
        case none
    }

    func add(_ error: xmlError) {
        switch wanted {
        case .all: break
        case .only(let code): guard error.code == code else { return }
        case .none: return
        }
        guard entries.count < Self.maximum else {
            omitted += 1
            return
        }
        var element = error.node?.assumingMemoryBound(to: xmlNode.self)
        while let node = element, node.pointee.type != XML_ELEMENT_NODE { element = node.pointee.parent }
        let offset = element.map { Int(bitPattern: $0.pointee._private) } ?? 0
        entries.append(
            Entry(
                offset: offset,
                code: error.code,
                message: SchemaMessage.cleaned(String(cString: error.message)),
                line: Int(error.line)
            )
        )
    }

    /// The findings since the last call, with the number of those left out.
    func take() -> (entries: [Entry], omitted: Int) {
        defer {
            if !entries.isEmpty { entries.removeAll() }
            omitted = 0
        }
        return (entries, omitted)
    }
}
