package import Basics

/// Where a ticket came from, when it came from outside: a system and the name that system knows it by.
package struct Source: Hashable, Sendable {
    /// 1 to 100 characters, as `contoso-crm`.
    package let system: String
    /// 1 to 200 characters.
    package let externalID: String

    /// Throws a ``Fault`` of the text that is not one line of that length.
    package init(system: String, externalID: String) throws(Fault) {
        self.system = try Text.line(system, limit: 100)
        self.externalID = try Text.line(externalID, limit: 200)
    }
}
