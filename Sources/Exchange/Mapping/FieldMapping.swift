/// One of our fields and its name at a site.
package struct FieldMapping: Hashable, Sendable {
    package let ours: OurField
    /// The site's name for it; `reference/column` for a column that a reference leads to.
    package let theirs: String
    /// The longest text there, in UTF-16 units, which is how most products count; nil when there is no limit.
    package let limit: Int?
    /// The words of a picklist; empty when the value travels as it is.
    package let values: [Value]
    /// What a word of theirs that stands in no `values` is: an error, or a loss that is said.
    package let unknown: Unknown
    /// They take it when a record is new, and never again.
    package let once: Bool
    /// The line of the mapping that says so.
    package let line: Int

    /// One of our words and one of theirs. Several may share a word; the first that does is the one that is taken.
    package struct Value: Hashable, Sendable {
        package let ours: String
        package let theirs: String

        package init(ours: String, theirs: String) {
            self.ours = ours
            self.theirs = theirs
        }
    }

    package enum Unknown: String, CaseIterable, Hashable, Sendable {
        case error, loss
    }

    /// Their word for one of ours; nil when there is none.
    func theirs(for ours: String) -> String? {
        values.isEmpty ? ours : values.first { sameText($0.ours, ours) }?.theirs
    }

    /// Our word for one of theirs; nil when there is none. A label of theirs is looked up when the key is not listed.
    func ours(for theirs: String, label: String? = nil) -> String? {
        if values.isEmpty { return theirs }
        return values.first { sameText($0.theirs, theirs) }?.ours
            ?? label.flatMap { label in values.first { sameText($0.theirs, label) }?.ours }
    }
}

/// Byte for byte: Swift's `==` folds canonically equal texts.
func sameText(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
