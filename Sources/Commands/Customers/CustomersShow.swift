import ArgumentParser
import Basics
import Casework
import Orders
import Tickets

/// `customers show`
struct CustomersShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a customer: the facts, software, order history and credits."
    )

    @Argument(help: ArgumentHelp("The customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let file = try await CustomerFile(CustomerReference(customer), session)
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            switch format {
            case .table, .tsv:
                let width = format == .table ? console.width : Int.max
                try console.print(file.lines(FactLines(width: width, console: console)))
            case .json, .xml: try console.print(file.fields, named: "customer", asXML: format == .xml)
            case .csv, .quiet: try Listing.customers.write([file.customer], as: format, to: console)
            }
            return .done
        }
    }
}

/// Everything about a customer that the acting person may see.
private struct CustomerFile: Sendable {
    let customer: Customer
    let software: [Entitlement]
    /// The latest ones; nil for who may not see orders.
    let orders: [ListedOrder]?
    let hasMoreOrders: Bool
    /// Nil for who may not see credits.
    let credits: [TrackedCredit]?

    init(_ reference: CustomerReference, _ session: Session) async throws {
        let (desk, actor) = (session.desk, session.actor)
        customer = try await desk.customer(reference, for: actor)
        let own = CustomerReference.id(customer.id)
        software = try await desk.entitlements(of: own, for: actor)
        if actor.person.may(.seeOrders) {
            let found = try await desk.orders(OrderFilter(), of: own, for: actor)
            orders = found.orders
            hasMoreOrders = found.next != nil
        } else {
            orders = nil
            hasMoreOrders = false
        }
        credits =
            actor.person.may(.seeInvoices)
            ? try await desk.credits(CreditFilter(), of: own, for: actor) : nil
    }

    func lines(_ layout: FactLines) -> [String] {
        var lines = [layout.console.paint(SafeText.line(customer.name), .strong), ""]
        lines += layout.rows([
            ("Tenant", customer.id.description), ("Domain", customer.domain.text),
            ("Market", "\(customer.market.name) (\(customer.market))"), ("Segment", customer.segment.rawValue),
            ("Agreed", customer.agreedOn?.description ?? "no; record it with 'recoup customers agree'"),
            ("Language", customer.language?.rawValue),
        ])
        lines += layout.table("Software", .entitlements, software)
        lines += layout.table("Order history", .orders, orders ?? [])
        if hasMoreOrders {
            lines.append("there are more; see 'recoup orders list --customer \(customer.domain)'")
        }
        lines += layout.table("Credits", .credits, credits ?? [])
        return lines
    }

    var fields: [(key: String, value: JSON)] {
        func list<Row>(_ rows: [Row]?, _ fields: (Row) -> [(key: String, value: JSON)]) -> JSON {
            rows.map { .list($0.map { .object(fields($0)) }) } ?? .null
        }
        return customer.fields + [
            ("software", list(software, \.fields)), ("orders", list(orders, \.fields)),
            ("moreOrders", .flag(hasMoreOrders)), ("credits", list(credits, \.fields)),
        ]
    }
}
