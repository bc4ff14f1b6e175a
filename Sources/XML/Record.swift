/// The document's outermost element, without what is inside.
package struct Root: Sendable {
    package let name: String
    package let namespace: String?
    /// In document order, without namespace declarations. A prefixed name keeps its prefix.
    package let attributes: [(name: String, value: String)]
    package let line: Int
    package let column: Int
    /// The start tag as it stands in the file, `<` and `>` included, namespace declarations and all.
    package let startTag: String

    /// The value of an attribute, nil if it is not there.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// An element around a record: what a record of a document with several levels belongs to.
package struct Enclosing: Hashable, Sendable {
    /// Without prefix.
    package let name: String
    /// In document order; a prefixed name keeps its prefix.
    let attributes: [Attribute]

    struct Attribute: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// The value of an attribute, nil if it is not there.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// One record of a document: by default a child of the root.
package struct Record {
    /// From 1, in document order.
    package let ordinal: Int
    /// Where the start tag begins.
    package let line: Int
    package let column: Int
    /// From the `<` of the start tag to after the `>` of the end tag. Exact for UTF-8 files; the bytes of a byte order
    /// mark are not counted, and for a file in another encoding these are offsets in its UTF-8 form.
    package let byteRange: Range<Int64>
    /// The elements around it, the root first; empty where records are children of the root.
    package let around: [Enclosing]
    package let element: Element
    /// What the schema does not allow in this record: the first hundred, then one that says how many more.
    package let problems: [XMLProblem]

    /// The record as it stands in the file (for a file that is not in UTF-8: its UTF-8 form), fit to stand right below
    /// the root: what elements between them declare is declared in its tag. Copied when asked for.
    package var original: [UInt8] { element.tree.bytes(Int(byteRange.upperBound - byteRange.lowerBound)) }
}
