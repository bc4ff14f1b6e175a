import CLibXML2

/// A view of one element of a record. Cheap to copy; keeps the record's tree alive, so it can not dangle.
package struct Element {
    let tree: RecordTree
    let node: xmlNodePtr

    /// Without prefix.
    package var name: String { string(node.pointee.name) }

    /// The namespace's URI, nil for none.
    package var namespace: String? {
        guard let uri = node.pointee.ns?.pointee.href else { return nil }
        return string(uri)
    }

    /// Compares the name without prefix; allocates nothing.
    package func isNamed(_ name: String) -> Bool { matches(node.pointee.name, name) }

    /// The value of an attribute, nil if it is not there; without `namespace` one that has no prefix.
    package func attribute(_ name: String, namespace: String? = nil) -> String? {
        property(name, namespace: namespace).map { value(of: $0) }
    }

    func property(_ name: String, namespace: String?) -> xmlAttrPtr? {
        var attribute = node.pointee.properties
        while let current = attribute {
            if matches(current.pointee.name, name), isInside(current, namespace) { return current }
            attribute = current.pointee.next
        }
        return nil
    }

    /// All attributes in document order, without namespace declarations; names without prefix.
    package var attributes: [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        var attribute = node.pointee.properties
        while let current = attribute {
            result.append((string(current.pointee.name), value(of: current)))
            attribute = current.pointee.next
        }
        return result
    }

    /// The elements directly inside, in order.
    package var children: Children { Children(tree: tree, first: node.pointee.children) }

    /// The first element of this name directly inside.
    package func first(_ name: String) -> Element? {
        var child = node.pointee.children
        while let current = child {
            if current.pointee.type == XML_ELEMENT_NODE, matches(current.pointee.name, name) {
                return Element(tree: tree, node: current)
            }
            child = current.pointee.next
        }
        return nil
    }

    /// The element around this one; nil for the record itself.
    package var parent: Element? {
        guard node != tree.node, let parent = node.pointee.parent else { return nil }
        return Element(tree: tree, node: parent)
    }

    /// The names from the record to here, as in `ticket/facts/amount`.
    package var path: String {
        var names = [name]
        var next = parent
        while let current = next {
            names.append(current.name)
            next = current.parent
        }
        return names.reversed().joined(separator: "/")
    }

    /// From 1. Counted from the record's start at every call: meant for messages.
    package var line: Int { place.line }
    /// In characters from 1, like `line`.
    package var column: Int { place.column }

    /// Line and column, counted once.
    package var position: (line: Int, column: Int) {
        let place = place
        return (place.line, place.column)
    }

    private var place: Place { tree.place(at: Int(bitPattern: node.pointee._private)) }

    private func isInside(_ attribute: xmlAttrPtr, _ namespace: String?) -> Bool {
        guard let uri = attribute.pointee.ns?.pointee.href else { return namespace == nil }
        return namespace.map { matches(uri, $0) } ?? false
    }

    private func value(of attribute: xmlAttrPtr) -> String {
        guard let first = attribute.pointee.children else { return "" }
        return first.pointee.next == nil ? string(first.pointee.content) : Self.joined(first)
    }

    /// The contents of text nodes that follow each other.
    static func joined(_ first: xmlNodePtr?) -> String {
        var result = ""
        var child = first
        while let current = child {
            if current.pointee.type == XML_TEXT_NODE { result += string(current.pointee.content) }
            child = current.pointee.next
        }
        return result
    }

    private func matches(_ text: UnsafePointer<xmlChar>?, _ name: String) -> Bool {
        guard let text else { return false }
        var name = name
        return name.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return text.pointee == 0 }
            return xmlStrncmp(text, start, Int32(bytes.count)) == 0 && text[bytes.count] == 0
        }
    }
}

/// The elements directly inside another.
package struct Children: Sequence, IteratorProtocol {
    private let tree: RecordTree
    private var upcoming: xmlNodePtr?

    init(tree: RecordTree, first: xmlNodePtr?) {
        self.tree = tree
        upcoming = first
    }

    package mutating func next() -> Element? {
        while let current = upcoming {
            upcoming = current.pointee.next
            if current.pointee.type == XML_ELEMENT_NODE { return Element(tree: tree, node: current) }
        }
        return nil
    }
}
