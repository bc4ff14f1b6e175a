/// What an element is called: its name without prefix, and its namespace.
package struct ElementName: Hashable, Sendable {
    package let name: String
    /// Nil for none.
    package let namespace: String?

    package init(_ name: String, in namespace: String?) {
        self.name = name
        self.namespace = namespace
    }
}
