/// A partner, or a reseller below one. People and customers belong to one.
package struct Organisation: Hashable, Sendable {
    package typealias ID = Identifier<Organisation>

    package let id: ID
    package let name: String
    /// The organisation it buys through; nil for the partner at the top.
    package let parent: ID?

    package init(id: ID, name: String, parent: ID?) {
        self.id = id
        self.name = name
        self.parent = parent
    }
}
