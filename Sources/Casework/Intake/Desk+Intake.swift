import Basics
package import Tickets

extension Desk {
    /// Begins a run. `head` is the start tag of the document's root as it stands there. Throws ``DeskError/notAllowed(_:)``: bringing records in takes
    /// ``Permission/importRecords``, restoring an archive ``Permission/restoreArchive``.
    package func beginIntake(
        named name: String,
        format: String,
        head: String? = nil,
        restoring: Bool,
        by actor: Actor
    ) async throws -> (run: IntakeRun, context: IntakeContext) {
        let permission: Permission = restoring ? .restoreArchive : .importRecords
        guard actor.person.may(permission) else { throw DeskError.notAllowed(permission) }
        let run = IntakeRun(
            id: IntakeRun.ID(makeID()),
            startedAt: now(),
            by: actor.person.id,
            name: String(name.prefix(500)),
            format: format,
            head: head.flatMap { $0.utf8.count <= IntakeRun.headLimit ? $0 : nil }
        )
        let people = try await store.read { try $0.people() }
        let byEmail = people.compactMap { person in person.email.map { ($0.text.lowercased(), person.id) } }
        let context = IntakeContext(
            actor: Actor(person: actor.person, account: actor.account, origin: .import),
            startedAt: run.startedAt,
            peopleByEmail: Dictionary(byEmail, uniquingKeysWith: { first, _ in first })
        )
        return (run, context)
    }

    /// Applies a batch as one transaction: every record's effect together with the record that proves it, and the run's
    /// counts with both. A bad record never stops the next one.
    package func apply(_ batch: [PreparedRecord], to run: IntakeRun, _ context: IntakeContext) async throws -> IntakeRun
    {
        do {
            return try await store.write { try self.apply(batch, to: run, context, in: $0) }
        } catch is Overtaken {
            // Somebody else brought one of the sources in meanwhile: this time it is there to be met.
            return try await store.write { try self.apply(batch, to: run, context, in: $0) }
        }
    }

    /// The same inside a transaction that the caller holds.
    package func apply(
        _ batch: [PreparedRecord],
        to run: IntakeRun,
        _ context: IntakeContext,
        in records: any MutableRecords
    ) throws -> IntakeRun {
        var run = run
        var application = IntakeApplication(desk: self, run: run.id, context: context, records: records)
        for record in batch { try application.take(record) }
        try application.end()
        for record in application.done { run.counts.add(record.outcome) }
        // The run first: its records refer to it.
        try records.save(run)
        try records.append(application.done.sorted { $0.ordinal < $1.ordinal })
        return run
    }

    /// Notes that a run is over, or why the rest of its file could not be read.
    package func finish(_ run: IntakeRun, stoppedBecause reason: String?) async throws -> IntakeRun {
        let finished = finished(run, stoppedBecause: reason)
        try await store.write { try $0.save(finished) }
        return finished
    }

    package func finished(_ run: IntakeRun, stoppedBecause reason: String?) -> IntakeRun {
        var run = run
        run.finishedAt = now()
        run.stoppedBecause = reason
        return run
    }

    /// The latest runs first. Takes ``Permission/importRecords`` or ``Permission/verifyAudit``.
    package func intakeRuns(for actor: Actor, limit: Int = 50) async throws -> [IntakeRun] {
        guard actor.person.may(.importRecords) || actor.person.may(.verifyAudit) else {
            throw DeskError.notAllowed(.importRecords)
        }
        return try await store.read { try $0.intakeRuns(limit: limit) }
    }

    /// The records of a run that were quarantined, with reasons and originals, at most `limit`.
    package func quarantine(of run: IntakeRun.ID, for actor: Actor, limit: Int = 1_000) async throws -> [IntakeRecord] {
        guard actor.person.may(.importRecords) || actor.person.may(.verifyAudit) else {
            throw DeskError.notAllowed(.importRecords)
        }
        return try await store.read { records in
            guard try records.intakeRun(run) != nil else { throw DeskError.noSuchRun(run.description) }
            return try records.intakeRecords(of: run, outcomes: [.quarantined], limit: limit)
        }
    }
}
