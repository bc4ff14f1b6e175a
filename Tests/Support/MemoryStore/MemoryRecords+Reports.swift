import Basics
import Casework
import Orders
import Tickets

extension MemoryRecords {
    func eachVolume(
        _ query: TicketQuery,
        by column: VolumeColumn,
        for viewer: Person,
        at now: Instant,
        _ body: (ColumnVolume) throws -> Void
    ) throws {
        var volumes: [[UInt8]?: (tickets: Int, open: Int)] = [:]
        for kept in found(query, for: viewer, at: now) {
            let summary = kept.head.summary
            let value = value(of: summary, in: column, at: now).map { Array($0.utf8) }
            volumes[value, default: (0, 0)].tickets += 1
            if summary.mergedInto == nil, summary.status.isOpen { volumes[value, default: (0, 0)].open += 1 }
        }
        for (value, volume) in volumes {
            try body(
                ColumnVolume(
                    value: value.map { String(decoding: $0, as: UTF8.self) },
                    volume: Volume(tickets: volume.tickets, open: volume.open)
                )
            )
        }
    }

    private func value(of summary: TicketSummary, in column: VolumeColumn, at now: Instant) -> String? {
        switch column {
        case .status: summary.mergedInto == nil ? summary.status.rawValue : VolumeColumn.merged
        case .reason: summary.reason?.rawValue
        case .impact: summary.impact?.rawValue
        case .tenant: summary.tenant?.lowercased()
        case .purchase: summary.purchase
        case .age: AgeClass(ofAge: now.milliseconds - summary.createdAt.milliseconds).rawValue
        }
    }

    func titles(ofPurchases ids: [String]) -> [String: [String]] {
        var titles: [String: [String]] = [:]
        for id in ids {
            if let order = try? Order.ID(id), let order = self.order(order) {
                titles[id] = order.lines.map(\.item.title)
            } else if let subscription = try? GUID(id) {
                let lines = state.orders.orders.values.flatMap(\.lines).filter { $0.subscription == subscription }
                if !lines.isEmpty { titles[id] = lines.map(\.item.title) }
            }
        }
        return titles
    }

    func eachCreditSum(_ months: MonthSpan, _ body: (CreditSum) throws -> Void) throws {
        for credit in credits(CreditFilter(), limit: .max).map(\.credit)
        where credit.kind != .found && months.period.contains(credit.at) {
            try body(
                CreditSum(
                    day: credit.at.day,
                    currency: credit.amounts.currency,
                    isSettled: credit.settlement != nil,
                    count: 1,
                    gross: credit.amounts.gross.minorUnits
                )
            )
        }
    }

    func eachTicket(submittedIn period: Period, _ body: (StoredTicket) throws -> Void) throws {
        for kept in state.tickets where kept.ticket.submittedAt.map(period.contains) ?? false {
            try body(StoredTicket(events: kept.events, number: kept.ticket.number))
        }
    }

    func eachTicket(approvedIn period: Period, _ body: (StoredTicket) throws -> Void) throws {
        for kept in state.tickets
        where kept.events.contains(where: { $0.action == .approve && $0.to == .approved && period.contains($0.at) }) {
            try body(StoredTicket(events: kept.events, number: kept.ticket.number))
        }
    }
}
