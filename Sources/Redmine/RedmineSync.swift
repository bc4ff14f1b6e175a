package import Casework
package import Exchange
import Synchronization
package import Tickets

/// Brings what a query finds and its issues in a Redmine together: creates, updates, adds notes and files, and takes over
/// what was changed there.
///
/// One ticket after another, and what was done of each is remembered before the next: a run that ended anywhere is
/// taken up by running it again.
package struct RedmineSync: Sendable {
    let desk: Desk
    let schema: ExchangeSchema
    let mapping: Mapping
    let client: RedmineClient

    package init(desk: Desk, schema: ExchangeSchema, mapping: Mapping, client: RedmineClient) {
        self.desk = desk
        self.schema = schema
        self.mapping = mapping
        self.client = client
    }

    /// Synchronises everything that `query` finds.
    ///
    /// - Parameters:
    ///   - dryRun: reads on both sides, and changes neither.
    ///   - losses: told what cannot be carried or was not confirmed, ticket by ticket.
    ///   - progress: told after each ticket.
    ///   - isCancelled: asked between tickets; true stops, and keeps what was done.
    /// - Throws: ``RedmineFault`` when nothing could be begun; ``DeskError/notAllowed(_:)``: it takes
    ///   ``Permission/exportArchive`` and ``Permission/importRecords``; ``StoreError``. A fault further on is in the report.
    package func run(
        _ query: TicketQuery,
        by actor: Actor,
        dryRun: Bool = false,
        losses: @escaping @Sendable ([Loss]) -> Void = { _ in },
        progress: @escaping @Sendable (RedmineReport) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) async throws -> RedmineReport {
        let numbers = try await numbers(query, actor)
        let names = try await RedmineDirectory.names(of: mapping, from: client)
        let issues = try RedmineIssues(client: client, mapping: mapping, names: names)
        var report = RedmineReport(isDryRun: dryRun)
        for number in numbers {
            if isCancelled() || Task.isCancelled {
                report.wasInterrupted = true
                break
            }
            let label = TicketNumber(number).description
            var work = TicketSync(
                sync: self,
                issues: issues,
                number: number,
                actor: actor,
                dryRun: dryRun
            )
            do {
                report.add(try await work.run(), label)
            } catch let fault as RedmineFault {
                guard fault.isOfOneTicket else {
                    report.stoppedBecause = fault.sentence
                    break
                }
                report.refused.append(RedmineReport.Refusal(ticket: label, reasons: fault.sentences))
            } catch is CancellationError {
                report.wasInterrupted = true
                break
            }
            let lost = work.losses.map { loss in
                var loss = loss
                loss.record = label
                return loss
            }
            report.losses += lost.count
            if !lost.isEmpty { losses(lost) }
            progress(report)
        }
        return report
    }

    private func numbers(_ query: TicketQuery, _ actor: Actor) async throws -> [Int64] {
        let found = Mutex<[Int64]>([])
        try await desk.outgoing(query, to: mapping.system, for: actor) { outgoing, _ in
            guard let number = outgoing.ticket.number else { return }
            found.withLock { $0.append(number) }
        }
        return found.withLock { $0 }
    }

    /// The ticket as it is now.
    func outgoing(_ number: Int64, _ actor: Actor) async throws -> OutgoingTicket? {
        let found = Mutex<OutgoingTicket?>(nil)
        let query = TicketQuery(terms: [TicketQuery.Term(.number(.equal, number))])
        try await desk.outgoing(query, to: mapping.system, for: actor) { outgoing, _ in
            found.withLock { $0 = outgoing }
        }
        return found.withLock { $0 }
    }
}

extension RedmineFault {
    var sentences: [String] {
        switch self {
        case .refused(let sentences): sentences
        case .address, .key, .lost, .unknownKey, .notAllowed, .notFound, .tooLarge, .redirected, .status, .longAnswer,
            .unreadable, .unknownNames, .notAFilter, .noField, .severalIssues:
            [sentence]
        }
    }
}
