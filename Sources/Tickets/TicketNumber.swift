private import Basics

/// The number that people call a ticket by, as R-10001.
package struct TicketNumber: Hashable, Sendable {
    package let value: Int64

    /// The first number that a desk gives.
    package static let first: Int64 = 10_001
    /// The largest that can be written and read: 15 digits.
    package static let last: Int64 = 999_999_999_999_999

    package init(_ value: Int64) {
        self.value = value
    }

    /// Reads `R-10001`, `r-10001` or `10001`; nil for anything else.
    package init?(_ text: String) {
        let trimmed = text.trimmed.lowercased()
        let digits = trimmed.hasPrefix("r-") ? trimmed.dropFirst(2) : trimmed[...]
        guard !digits.isEmpty, digits.utf8.count <= 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int64(digits)
        else { return nil }
        self.value = value
    }
}

extension TicketNumber: CustomStringConvertible {
    package var description: String { "R-\(value)" }
}
