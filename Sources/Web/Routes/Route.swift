package import HTTPTypes

/// Every address that the desk answers. The router is made from this list, `docs/http.md` is compared with it.
package enum Route: CaseIterable, Sendable {
    case queue, newTicket, openTicket, ticket, ticketHistory, ticketAction, performAction, file
    case customers, newCustomer, addCustomer, software, history, customerEdit, changeCustomer, keys, unlock
    case offers, buyProducts, cancelDialog, cancelOrder, order, cancelled
    case activity, activityLog, invoices, invoiceRun, runInvoices, invoice, download
    case exchange, bringIn, exchangeExport, exchangeImport, quarantined, settleQuarantined
    case asset, health

    package var method: HTTPRequest.Method {
        switch self {
        case .queue, .newTicket, .ticket, .ticketHistory, .ticketAction, .file, .asset, .health: .get
        case .customers, .newCustomer, .software, .history, .customerEdit, .keys, .offers, .cancelDialog: .get
        case .order, .cancelled, .activity, .activityLog, .invoices, .invoiceRun, .invoice, .download: .get
        case .exchange, .exchangeExport, .exchangeImport, .quarantined: .get
        case .openTicket, .performAction, .addCustomer, .changeCustomer, .unlock, .buyProducts, .cancelOrder,
            .runInvoices, .bringIn, .settleQuarantined:
            .post
        }
    }

    /// With `:name` for the parts that vary.
    package var pattern: String {
        switch self {
        case .queue: "/"
        case .newTicket: "/tickets/new"
        case .openTicket: "/tickets"
        case .ticket: "/tickets/:ticket"
        case .ticketHistory: "/tickets/:ticket/history"
        case .ticketAction, .performAction: "/tickets/:ticket/:action"
        case .file: "/tickets/:ticket/files/:ordinal"
        case .customers, .addCustomer: "/customers"
        case .newCustomer: "/customers/new"
        case .software: "/customers/:customer"
        case .history: "/customers/:customer/orders"
        case .customerEdit, .changeCustomer: "/customers/:customer/edit"
        case .keys, .unlock: "/customers/:customer/software/:order/:line"
        case .offers, .buyProducts: "/customers/:customer/buy"
        case .cancelDialog, .cancelOrder: "/customers/:customer/cancel"
        case .order: "/orders/:order"
        case .cancelled: "/orders/:order/cancelled"
        case .activity: "/activity"
        case .activityLog: "/activity.csv"
        case .invoices: "/invoices"
        case .invoiceRun, .runInvoices: "/invoices/run"
        case .invoice: "/invoices/:number"
        case .download: "/downloads/:token"
        case .exchange, .bringIn: "/exchange"
        case .exchangeExport: "/exchange/export"
        case .exchangeImport: "/exchange/imports/:run"
        case .quarantined, .settleQuarantined: "/exchange/imports/:run/:ordinal"
        case .asset: "/assets/:name"
        case .health: "/health"
        }
    }

    /// The methods that a path answers; empty when there is no such path.
    static func methods(at path: String) -> [String] {
        let parts = path.split(separator: "/")
        var methods: Set<String> = []
        // A path that is spelled out goes before one with parts that vary, as in the router.
        let literal = allCases.filter { $0.pattern.split(separator: "/").elementsEqual(parts) }
        for route in literal.isEmpty ? allCases : literal where route.matches(parts) {
            methods.insert(route.method.rawValue)
            if route.method == .get { methods.insert(HTTPRequest.Method.head.rawValue) }
        }
        return methods.sorted()
    }

    private func matches(_ parts: [Substring]) -> Bool {
        let own = pattern.split(separator: "/")
        return own.count == parts.count && zip(own, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }
}
