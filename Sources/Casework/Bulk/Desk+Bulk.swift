import Basics
import Orders
package import Tickets

extension Desk {
    /// How many tickets are changed in one transaction: what an interruption keeps whole, and others wait for.
    static let bulkPortion = 250

    /// A bulk to plan or to apply. `files` are the bytes of the attachments that an `attach` names. Nothing is done yet.
    package func bulk(
        _ act: BulkAct,
        on targets: BulkTargets,
        files: [FileContent] = [],
        by actor: Actor
    ) async throws -> BulkJob {
        let now = now()
        let list = try await store.read { try $0.targets(targets, for: actor.person, at: now) }
        return BulkJob(targets: list, work: .act(act, files: files))
    }

    /// What would become of every ticket: all of it is done, in the order and by the code of ``apply(_:by:progress:isCancelled:)``,
    /// in one transaction that is thrown away.
    package func plan(_ job: BulkJob, by actor: Actor) async throws -> BulkPlan {
        let now = now()
        return try await store.rehearse { records in
            BulkPlan(rows: try job.targets.map { try self.perform(job, on: $0, by: actor, at: now, in: records) })
        }
    }

    /// Does it to one ticket after the other. What is refused for one, or done to it by others first, is that ticket's
    /// outcome and stops no other; every outcome is kept with its effect.
    ///
    /// - Parameters:
    ///   - progress: hears after each transaction how far it has come.
    ///   - isCancelled: asked before each transaction; true ends the bulk, and what was done is kept.
    /// - Throws: ``StoreError`` when nothing was done; later it is the result's end.
    package func apply(
        _ job: BulkJob,
        by actor: Actor,
        progress: @Sendable (BulkProgress) -> Void = { _ in },
        isCancelled: @Sendable () -> Bool = { false }
    ) async throws -> BulkResult {
        guard !job.targets.isEmpty else { return BulkResult(bulk: nil, rows: [], end: .whole) }
        var bulk = Bulk(
            id: Bulk.ID(makeID()),
            action: job.action,
            by: actor.person.id,
            byName: actor.person.systemName,
            startedAt: now(),
            size: job.targets.count,
            undoes: job.undoes?.id
        )
        var rows: [BulkRow] = []
        rows.reserveCapacity(job.targets.count)
        while rows.count < job.targets.count {
            if isCancelled() { return BulkResult(bulk: rows.isEmpty ? nil : bulk, rows: rows, end: .interrupted) }
            do {
                let portion = job.targets[rows.count..<min(rows.count + Self.bulkPortion, job.targets.count)]
                let (more, kept) = try await take(portion, of: job, into: bulk, by: actor)
                rows += more
                bulk = kept
            } catch let error as StoreError where !rows.isEmpty {
                return BulkResult(bulk: bulk, rows: rows, end: .failed(error))
            }
            progress(BulkProgress(counts: bulk.counts, size: bulk.size))
        }
        return BulkResult(bulk: bulk, rows: rows, end: .whole)
    }

    /// One transaction of it.
    private func take(
        _ portion: ArraySlice<BulkTarget>,
        of job: BulkJob,
        into bulk: Bulk,
        by actor: Actor
    ) async throws -> ([BulkRow], Bulk) {
        let now = now()
        return try await store.write { records in
            var bulk = bulk
            let first = bulk.counts.all
            let rows = try portion.map { try self.perform(job, on: $0, by: actor, at: now, in: records) }
            for row in rows { bulk.counts.add(row.outcome) }
            if portion.endIndex == job.targets.endIndex { bulk.finishedAt = now }
            // The bulk first: its records refer to it.
            try records.save(bulk)
            try records.append(
                rows.enumerated().map { BulkRecord($1, of: bulk.id, ordinal: first + $0 + 1) },
                to: bulk.id
            )
            return (rows, bulk)
        }
    }

    /// One ticket. What is refused undoes what it wrote and nothing else.
    private func perform(
        _ job: BulkJob,
        on target: BulkTarget,
        by actor: Actor,
        at now: Instant,
        in records: any MutableRecords
    ) throws -> BulkRow {
        var before: TicketSummary?
        do {
            let stored = try records.changeable(target.reference, by: actor)
            let rules = try records.ticketRules(over: rules)
            let summary = TicketSummary(of: stored.ticket, under: rules)
            before = summary
            let ticket = try records.attempt {
                let command = try self.command(job, for: stored, target, by: actor, at: now, in: records)
                return try self.perform(
                    command,
                    on: stored,
                    called: target.reference,
                    seen: target.seen,
                    files: job.files,
                    by: actor,
                    at: now,
                    in: records
                )
            }
            return BulkRow(target, .done(before: summary, after: TicketSummary(of: ticket, under: rules)))
        } catch let error as DeskError {
            return BulkRow(target, .refused(before, error))
        } catch is Overtaken {
            let conflict = DeskError.Conflict(ticket: target.reference.description, last: nil, status: nil)
            return BulkRow(target, .refused(before, .conflict(conflict)))
        }
    }

    private func command(
        _ job: BulkJob,
        for stored: StoredTicket,
        _ target: BulkTarget,
        by actor: Actor,
        at now: Instant,
        in records: any Records
    ) throws -> TicketCommand {
        switch job.work {
        case .act(let act, _): return try act.command(for: stored.ticket, in: book, at: now, records)
        case .undo(let bulk, let done):
            try stored.requireUnchanged(since: target.seen, target.reference)
            return try stored.command(undoing: done[stored.ticket.id], of: bulk, by: actor)
        }
    }
}

extension BulkRecord {
    fileprivate init(_ row: BulkRow, of bulk: Bulk.ID, ordinal: Int) {
        self.init(
            bulk: bulk,
            ordinal: ordinal,
            ticket: row.before?.id,
            // A draft has its number once it was submitted.
            name: row.after.map { TicketReference(of: $0).description } ?? row.name,
            before: row.before?.version,
            after: row.after?.version,
            outcome: row.outcome,
            reason: row.refusal?.sentence
        )
    }
}
