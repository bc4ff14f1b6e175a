package import Hummingbird

extension Site {
    /// Every route behind its middleware. HEAD is answered wherever GET is.
    package func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            PageHeaders()
            Visitors(desk: desk, name: person)
            ErrorPages(site: self)
            LoopbackGuard()
        }
        for route in Route.allCases {
            router.on(RouterPath(route.pattern), method: route.method) { request, context in
                try await answer(route, request, context)
            }
        }
        return router
    }

    private func answer(_ route: Route, _ request: Request, _ context: SiteContext) async throws -> Response {
        switch route {
        case .queue: try await showQueue(request, context)
        case .newTicket: try newTicketForm(context)
        case .openTicket: try await openTicket(request, context)
        case .ticket: try await showTicket(request, context)
        case .ticketAction: try await showAction(request, context)
        case .performAction: try await performAction(request, context)
        case .file: try await sendFile(context)
        case .asset: try sendAsset(context)
        case .health: try await health()
        }
    }
}
