/// The identity of one `Subject`, so that a ticket's id can never be passed where a person's is meant.
package struct Identifier<Subject>: Hashable, Sendable, Comparable {
    package let guid: GUID

    package init(_ guid: GUID) {
        self.guid = guid
    }

    /// Reads the 36-character form; throws ``Fault/notAGUID(_:)``.
    package init(_ text: some StringProtocol) throws(Fault) {
        self.guid = try GUID(text)
    }

    package static func < (left: Self, right: Self) -> Bool { left.guid < right.guid }
}

extension Identifier: CustomStringConvertible {
    package var description: String { guid.description }
}
