import Orders
import Tickets

/// What a transaction has read of the rules already, so that they are read and parsed once in it.
package final class KnownRules {
    private var orders: OrderRules?
    /// By the rules that the settings were read over.
    private var tickets: [TicketRules: TicketRules] = [:]

    package init() {}

    /// A setting was changed.
    package func forget() {
        orders = nil
        tickets = [:]
    }

    func orders(or read: () throws -> OrderRules) rethrows -> OrderRules {
        if let orders { return orders }
        let rules = try read()
        orders = rules
        return rules
    }

    func tickets(over base: TicketRules, or read: () throws -> TicketRules) rethrows -> TicketRules {
        if let rules = tickets[base] { return rules }
        let rules = try read()
        tickets[base] = rules
        return rules
    }
}
