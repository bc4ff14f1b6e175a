import Basics
package import Tickets

/// What became of the mails of one round.
package struct DeliveryReport: Hashable, Sendable {
    package var sent: [OutboxEntry] = []
    /// To be tried again.
    package var postponed: [OutboxEntry] = []
    /// Given up.
    package var failed: [OutboxEntry] = []

    package init() {}

    package var count: Int { sent.count + postponed.count + failed.count }
}

extension Desk {
    /// Delivers the mails that are due, the oldest first, at most `limit`. Takes ``Permission/runTheClock``.
    ///
    /// Each is claimed in a transaction of its own, so several may do this at once. What goes wrong with one is written
    /// down and stops no other: it is tried again after 1, 5, 30, 120 and 480 minutes, then given up.
    ///
    /// - Parameter compose: writes the message. It gives the same bytes for the same posting.
    /// - Throws: ``DeskError`` and ``StoreError``. A mail that was under way then is delivered again ten minutes later.
    package func deliver(
        with courier: any Courier,
        limit: Int = 100,
        by actor: Actor,
        compose: @Sendable (Posting) throws(Undeliverable) -> [UInt8]
    ) async throws -> DeliveryReport {
        try actor.person.require(.runTheClock)
        var report = DeliveryReport()
        while report.count < limit, !Task.isCancelled, let claimed = try await claimMail() {
            guard case .sending = claimed.state else {
                report.failed.append(claimed)
                continue
            }
            let failure: Undeliverable?
            do {
                let message = try compose(try await posting(of: claimed))
                try await courier.deliver(Parcel(id: claimed.id, recipient: claimed.recipient, message: message))
                failure = nil
            } catch let error as Undeliverable { failure = error }
            report.take(try await end(claimed, failure))
        }
        return report
    }

    /// The next mail that is due, as begun; nil when there is none.
    private func claimMail() async throws -> OutboxEntry? {
        let now = now()
        return try await store.write { records in
            guard let claimed = try records.dueMail(at: now)?.claimed(at: now) else { return nil }
            try records.save(claimed)
            return claimed
        }
    }

    /// What the mail is made of. Throws ``Undeliverable`` when its ticket cannot be read: that is no other mail's
    /// matter.
    private func posting(of entry: OutboxEntry) async throws -> Posting {
        let rules = rules
        do {
            return try await store.read { records in
                let rules = try records.ticketRules(over: rules)
                let id = entry.id
                let events = try records.events(of: id.ticket).filter { $0.version <= id.version }
                guard let event = events.last, event.version == id.version,
                    let shown = event.shown(toInsider: false)
                else { throw Undeliverable("event \(id.version) of ticket \(id.ticket) is not for the requester") }
                let ticket = try StoredTicket(events: events, number: records.number(of: id.ticket)).ticket
                return Posting(
                    entry: entry,
                    ticket: ticket.shown(toInsider: false),
                    event: shown,
                    author: try records.person(event.by)?.displayName ?? event.byName,
                    answerBy: ticket.status == .awaitingInformation
                        ? ticket.statusSince.adding(workingDays: rules.answerDays) : nil,
                    reopenDays: rules.reopenDays
                )
            }
        } catch StoreError.corrupt(let reason) { throw Undeliverable(reason) }
    }

    /// Writes down how an attempt ended. Whatever happened meanwhile, what was sent is sent; a failure counts only
    /// while the attempt is still the present one.
    private func end(_ claimed: OutboxEntry, _ failure: Undeliverable?) async throws -> OutboxEntry {
        let now = now()
        return try await store.write { records in
            let kept = try records.mail(claimed.id) ?? claimed
            if case .sent = kept.state { return kept }
            let ended: OutboxEntry
            if let failure {
                guard kept == claimed else { return kept }
                ended = kept.failed(at: now, because: failure.reason)
            } else {
                ended = kept.sent(at: now)
            }
            try records.save(ended)
            return ended
        }
    }
}

extension DeliveryReport {
    fileprivate mutating func take(_ entry: OutboxEntry) {
        switch entry.state {
        case .sent: sent.append(entry)
        case .waiting, .sending: postponed.append(entry)
        case .failed: failed.append(entry)
        }
    }
}
