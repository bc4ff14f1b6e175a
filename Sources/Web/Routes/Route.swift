package import HTTPTypes

/// Every address that the desk answers. The router is made from this list, `docs/http.md` is compared with it.
package enum Route: CaseIterable, Sendable {
    case queue, newTicket, openTicket, ticket, ticketAction, performAction, file, asset, health

    package var method: HTTPRequest.Method {
        switch self {
        case .queue, .newTicket, .ticket, .ticketAction, .file, .asset, .health: .get
        case .openTicket, .performAction: .post
        }
    }

    /// With `:name` for the parts that vary.
    package var pattern: String {
        switch self {
        case .queue: "/"
        case .newTicket: "/tickets/new"
        case .openTicket: "/tickets"
        case .ticket: "/tickets/:ticket"
        case .ticketAction, .performAction: "/tickets/:ticket/:action"
        case .file: "/tickets/:ticket/files/:ordinal"
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
