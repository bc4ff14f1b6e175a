import XML

/// The records of another product's document, for a reader whose tickets are one record each.
final class RecordSource {
    let name: String
    let root: Root
    private let reader: RecordReader

    /// Opens a document and reads its root. `preamble` and `level` are those of a ``RecordReader``. Throws ``DocumentFault``.
    init(
        _ source: ByteSource,
        named name: String,
        limits: Limits,
        skippingTo preamble: [String] = [],
        recordsAt level: @escaping (_ root: String) -> Int = { _ in 1 }
    ) throws(DocumentFault) {
        self.name = name
        do throws(XMLFault) {
            reader = try RecordReader(source, named: name, limits: limits, skippingTo: preamble, recordsAt: level)
            root = try reader.root()
        } catch { throw .unreadable(error) }
    }

    /// The next record; nil at the end.
    func next() throws(DocumentFault) -> Record? {
        do throws(XMLFault) { return try reader.next() } catch { throw .unreadable(error) }
    }

    /// What is wrong outside of the records so far.
    var problems: [String] { reader.problems.map { "\(name):\($0.line):\($0.column): \($0.message)" } }

    /// The fault of a document with another root.
    func otherRoot(_ advice: String) -> DocumentFault {
        .foreign("\(name):\(root.line):\(root.column): the root element is '\(root.name.prefix(60))'; \(advice)")
    }
}

extension Element {
    var place: ForeignPlace { ForeignPlace(line: line, column: column) }

    /// Everything that stands inside, a line for each text, in the order of the document.
    var leafLines: String {
        var lines: [String] = []
        addLeaves(to: &lines)
        return lines.joined(separator: "\n")
    }

    private func addLeaves(to lines: inout [String]) {
        var isLeaf = true
        for child in children {
            isLeaf = false
            child.addLeaves(to: &lines)
        }
        if isLeaf, !isBlank { lines.append(text) }
    }
}

/// The values of a record while they are gathered: what comes twice under one name is one value of several lines.
struct FieldGathering {
    private var entries: [(name: String, lines: [String], label: String?, place: ForeignPlace?)] = []
    private var index: [String: Int] = [:]

    /// A blank value says nothing.
    mutating func append(_ name: String, _ value: String, label: String? = nil, at place: ForeignPlace?) {
        guard value.contains(where: { !$0.isWhitespace }) else { return }
        if let known = index[name] {
            entries[known].lines.append(value)
        } else {
            index[name] = entries.count
            entries.append((name, [value], label, place))
        }
    }

    var fields: [ForeignField] {
        entries.map { ForeignField($0.name, $0.lines.joined(separator: "\n"), label: $0.label, at: $0.place) }
    }
}
