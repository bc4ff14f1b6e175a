package import Orders

/// An order as it is kept, whether or not it contradicts itself: for the audit.
package struct StoredOrder: Hashable, Sendable {
    package let claim: OrderClaim
    /// What lists show.
    package let status: OrderStatus
    /// The double entry, in the order of lines and movements.
    package let entries: [Entry]

    package init(claim: OrderClaim, status: OrderStatus, entries: [Entry]) {
        self.claim = claim
        self.status = status
        self.entries = entries
    }

    /// One row of the books.
    package struct Entry: Hashable, Sendable {
        package let line: Int
        /// The place of its movement in the line's ledger, from 0.
        package let movement: Int
        package let account: Account
        /// Minor units.
        package let net: Int64
        package let tax: Int64

        package init(line: Int, movement: Int, account: Account, net: Int64, tax: Int64) {
            self.line = line
            self.movement = movement
            self.account = account
            self.net = net
            self.tax = tax
        }
    }
}

extension OrderClaim {
    /// What the double entry has to be.
    package var entries: [StoredOrder.Entry] {
        lines.flatMap { line in
            line.movements.enumerated().flatMap { ordinal, movement in
                movement.entries.map {
                    StoredOrder.Entry(
                        line: line.number,
                        movement: ordinal,
                        account: $0.account,
                        net: $0.net,
                        tax: $0.tax
                    )
                }
            }
        }
    }
}
