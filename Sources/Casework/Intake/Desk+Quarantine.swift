import Basics
package import Tickets

extension Desk {
    /// The latest runs first, each with what became of its quarantined records. Takes ``Permission/importRecords`` or
    /// ``Permission/verifyAudit``.
    package func intakeLedgers(for actor: Actor, limit: Int = 50) async throws -> [IntakeLedger] {
        try Self.requireSight(of: actor)
        return try await store.read { records in
            let counts = try records.resolutionCounts()
            return try records.intakeRuns(limit: limit).map {
                IntakeLedger(run: $0, resolutions: counts[$0.id] ?? ResolutionCounts())
            }
        }
    }

    /// Quarantined records that nobody has settled, of one run or of all, the latest run first. Takes what
    /// ``intakeLedgers(for:limit:)`` takes; throws ``DeskError/noSuchRun(_:)``.
    package func openQuarantine(
        of run: IntakeRun.ID? = nil,
        for actor: Actor,
        limit: Int = 1_000
    ) async throws -> [OpenRecord] {
        try Self.requireSight(of: actor)
        return try await store.read { records in
            if let run, try records.intakeRun(run) == nil { throw DeskError.noSuchRun(run.description) }
            return try records.openRecords(of: run, limit: limit)
        }
    }

    /// One quarantined record with its original. Takes what ``intakeLedgers(for:limit:)`` takes; throws
    /// ``DeskError/noSuchRun(_:)`` and ``DeskError/noSuchRecord(_:)``.
    package func quarantined(
        _ ordinal: Int64,
        of run: IntakeRun.ID,
        for actor: Actor
    ) async throws -> QuarantinedRecord {
        try Self.requireSight(of: actor)
        return try await store.read { try $0.quarantined(ordinal, of: run) }
    }

    /// How the quarantined records of a run were settled, by ordinal; those that are open are not among them.
    package func resolutions(of run: IntakeRun.ID, for actor: Actor) async throws -> [IntakeResolution] {
        try Self.requireSight(of: actor)
        return try await store.read { try $0.resolutions(in: run) }
    }

    /// Gives a quarantined record up, for good. `reason` is a line of at most 500 characters.
    ///
    /// Takes ``Permission/importRecords``. Throws ``DeskError/noSuchRun(_:)``, ``DeskError/noSuchRecord(_:)``,
    /// ``DeskError/alreadySettled(_:)`` and ``DeskError/invalid(_:)``.
    package func discard(
        _ ordinal: Int64,
        of run: IntakeRun.ID,
        because reason: String,
        by actor: Actor
    ) async throws -> IntakeResolution {
        guard actor.person.may(.importRecords) else { throw DeskError.notAllowed(.importRecords) }
        let checked: String
        do throws(Fault) { checked = try Text.line(reason, limit: 500) } catch {
            throw DeskError.invalid(Problems([Problem("reason", error)]))
        }
        let settle: @Sendable (any MutableRecords) throws -> IntakeResolution = { records in
            try self.settle(ordinal, of: run, .discarded(reason: checked), by: actor, in: records)
        }
        do { return try await store.write(settle) } catch is Overtaken {
            // Somebody settled it at the same moment: this time their name is there to be told.
            return try await store.write(settle)
        }
    }

    /// Notes how a record was settled, inside a transaction that the caller holds: what it caused is kept with it or not at
    /// all. Throws ``Overtaken`` when somebody did at the same moment, and what
    /// ``discard(_:of:because:by:)`` throws.
    @discardableResult
    package func settle(
        _ ordinal: Int64,
        of run: IntakeRun.ID,
        _ ending: IntakeResolution.Ending,
        by actor: Actor,
        in records: any MutableRecords
    ) throws -> IntakeResolution {
        if let earlier = try records.quarantined(ordinal, of: run).resolution {
            throw DeskError.alreadySettled(earlier)
        }
        let resolution = IntakeResolution(
            run: run,
            ordinal: ordinal,
            ending: ending,
            at: now(),
            by: actor.person.id,
            byName: actor.person.systemName,
            account: actor.account
        )
        try records.append(resolution)
        return resolution
    }

    private static func requireSight(of actor: Actor) throws(DeskError) {
        guard actor.person.may(.importRecords) || actor.person.may(.verifyAudit) else {
            throw .notAllowed(.importRecords)
        }
    }
}

extension Records {
    /// A quarantined record with its run and its resolution.
    fileprivate func quarantined(_ ordinal: Int64, of run: IntakeRun.ID) throws -> QuarantinedRecord {
        guard let known = try intakeRun(run) else { throw DeskError.noSuchRun(run.description) }
        guard let record = try intakeRecord(ordinal, of: run), record.outcome == .quarantined else {
            throw DeskError.noSuchRecord("\(ordinal) of import \(run)")
        }
        return QuarantinedRecord(run: known, record: record, resolution: try resolution(of: ordinal, in: run))
    }
}
