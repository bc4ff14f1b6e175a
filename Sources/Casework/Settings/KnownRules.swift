import Orders
import Tickets

/// What a transaction has read of the rules already, so that they are read and parsed once in it.
package final class KnownRules {
    private var orders: OrderRules?
    /// By the rules that the settings were read over.
    private var tickets: [TicketRules: TicketRules] = [:]
    /// How often a setting was changed.
    private var changes = 0

    package init() {}

    /// A setting was changed.
    package func forget() {
        orders = nil
        tickets = [:]
        changes += 1
    }

    /// Runs what is undone when it throws: a setting that it changed is forgotten then.
    package func attempt<Value>(_ body: () throws -> Value) rethrows -> Value {
        let before = changes
        do { return try body() } catch {
            if changes != before { forget() }
            throw error
        }
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
