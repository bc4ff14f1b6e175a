import XML

/// What the root says of the whole document.
struct DocumentHead: Sendable {
    let kind: DocumentKind
    /// The system that requests come from unless they name another.
    let source: String?
    /// The root's start tag as it stands in the document.
    let startTag: String

    /// Throws a ``DocumentFault`` for a root that begins no document of this format.
    init(_ root: Root, of document: String) throws(DocumentFault) {
        let place = DocumentFault.Place(source: document, line: root.line, column: root.column)
        guard root.name == "recoup" else { throw .otherRoot(root.name, place) }
        guard root.namespace == ExchangeSchema.namespace else { throw .otherNamespace(root.namespace, place) }
        let kind = root.attribute("kind")
        guard let known = kind.flatMap(DocumentKind.init(rawValue:)) else { throw .otherKind(kind, place) }
        self.kind = known
        source = root.attribute("source")
        startTag = root.startTag
    }
}
