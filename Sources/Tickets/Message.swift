package import Basics

/// Who may read a text.
package enum Visibility: String, CaseIterable, Hashable, Sendable {
    case `public`, `internal`
}

/// A comment or an internal note. One that came with a record from outside names its author there and when it was written.
package struct Message: Hashable, Sendable {
    /// Longest message, in Unicode scalars.
    package static let limit = 1_000_000

    package let text: String
    package let visibility: Visibility
    package let author: String?
    package let writtenAt: Instant?

    package init(text: String, visibility: Visibility, author: String? = nil, writtenAt: Instant? = nil) {
        self.text = text
        self.visibility = visibility
        self.author = author
        self.writtenAt = writtenAt
    }
}
