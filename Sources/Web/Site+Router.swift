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
        case .newTicket: try await newTicketForm(request, context)
        case .openTicket: try await openTicket(request, context)
        case .ticket: try await showTicket(request, context)
        case .ticketHistory: try await showTicketHistory(context)
        case .ticketAction: try await showAction(request, context)
        case .performAction: try await performAction(request, context)
        case .file: try await sendFile(context)
        case .customers: try await showCustomers(request, context)
        case .newCustomer: try newCustomerForm(context)
        case .addCustomer: try await addCustomer(request, context)
        case .software: try await showSoftware(request, context)
        case .history: try await showHistory(request, context)
        case .customerEdit: try await customerEditForm(context)
        case .changeCustomer: try await changeCustomer(request, context)
        case .keys: try await showKeys(context)
        case .unlock: try await unlock(request, context)
        case .offers: try await showOffers(context)
        case .buyProducts: try await buyProducts(request, context)
        case .cancelDialog: try await showCancelDialog(request, context)
        case .cancelOrder: try await cancelOrder(request, context)
        case .order: try await showOrder(request, context)
        case .cancelled: try await showCancelled(context)
        case .activity: try await showActivity(request, context)
        case .activityLog: try await sendActivityLog(request, context)
        case .invoices: try await showInvoices(request, context)
        case .invoiceRun: try await showInvoiceRun(request, context)
        case .runInvoices: try await runInvoices(request, context)
        case .invoice: try await showInvoice(context)
        case .exchange: try await showExchange(request, context)
        case .bringIn: try await bringIn(request, context)
        case .exchangeExport: try await sendExport(request, context)
        case .exchangeImport: try await showImport(context)
        case .quarantined: try await showQuarantined(context)
        case .settleQuarantined: try await settleQuarantined(request, context)
        case .download: try await sendDownload(request, context)
        case .asset: try sendAsset(context)
        case .health: try await health()
        }
    }
}
