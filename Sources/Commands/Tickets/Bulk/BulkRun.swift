import Casework
import Tickets

/// A bulk at the command line: planned, confirmed, done with a line of progress, and told ticket by ticket.
struct BulkRun {
    /// From so many tickets on a person is asked.
    static let threshold = 3

    private let session: Session
    private let isRehearsal: Bool
    private let isConfirmed: Bool
    /// Whether nobody has named the tickets one by one.
    private let isFound: Bool
    private let output: OutputOptions
    private let surroundings: Surroundings

    init(
        _ session: Session,
        isRehearsal: Bool,
        isConfirmed: Bool,
        isFound: Bool,
        _ output: OutputOptions,
        _ surroundings: Surroundings
    ) {
        self.session = session
        self.isRehearsal = isRehearsal
        self.isConfirmed = isConfirmed
        self.isFound = isFound
        self.output = output
        self.surroundings = surroundings
    }

    func callAsFunction(_ job: BulkJob) async throws -> CommandOutcome {
        if isRehearsal { return try await rehearse(job) }
        guard !job.targets.isEmpty else {
            surroundings.console.say("no tickets match; nothing was done")
            return try BulkChange(job.verb, isRehearsal: false, output, surroundings).finish()
        }
        guard let confirmed = try await confirmed(job) else { return try await refuse(job) }
        return try await apply(confirmed)
    }

    /// What would become of every ticket.
    private func rehearse(_ job: BulkJob) async throws -> CommandOutcome {
        let plan = try await session.desk.plan(job, by: session.actor)
        let format = output.format(on: surroundings.console)
        try Listing.plan.write(plan.rows, as: format, to: output.console(surroundings))
        if format == .table {
            surroundings.console.say(
                plan.rows.isEmpty ? "no tickets match" : "\(plan.summary(of: job)); nothing was changed"
            )
        }
        return outcome(of: plan, job)
    }

    /// The job as it is to be done: as it is, or as a person has seen and confirmed it. Nil when nothing of it is possible.
    private func confirmed(_ job: BulkJob) async throws -> BulkJob? {
        if isConfirmed { return job }
        guard surroundings.input.isTerminal, surroundings.console.errorsAreTerminal else {
            guard isFound, job.targets.count > 1 else { return job }
            throw Failure.usage(
                "\(Sizes.grouped(Int64(job.targets.count))) tickets are meant, and there is nobody to ask; "
                    + "look at them with --dry-run, and give --yes to do it"
            )
        }
        guard job.targets.count >= Self.threshold || job.undoes != nil else { return job }
        let plan = try await session.desk.plan(job, by: session.actor)
        guard plan.counts.done > 0 else { return nil }
        try BulkPrompt(output.console(surroundings), surroundings.input).confirm(plan, of: job)
        return job.seeing(plan)
    }

    /// Says of every ticket why nothing can be done to it.
    private func refuse(_ job: BulkJob) async throws -> CommandOutcome {
        var change = BulkChange(job.verb, isRehearsal: false, output, surroundings)
        for row in try await session.desk.plan(job, by: session.actor).rows { change.add(row) }
        return try change.finish()
    }

    private func apply(_ job: BulkJob) async throws -> CommandOutcome {
        let progress = ProgressLine(surroundings)
        let result = try await surroundings.interruption.heard(
            onFirst: {
                progress.clear()
                surroundings.console.say("stopping after the tickets at work; again to stop at once")
            },
            during: {
                try await session.desk.apply(
                    job,
                    by: session.actor,
                    progress: { progress.show($0) },
                    isCancelled: { surroundings.interruption.isSet }
                )
            }
        )
        progress.clear()
        var change = BulkChange(job.verb, isRehearsal: false, output, surroundings)
        for row in result.rows { change.add(row) }
        let outcome = try change.finish()
        say(result)
        let come = "\(Sizes.grouped(Int64(result.rows.count))) of \(Sizes.grouped(Int64(job.targets.count))) tickets"
        switch result.end {
        case .whole: return outcome
        case .interrupted:
            throw Failure.interrupted("it was stopped after \(come); what was done is kept")
        case .failed(let error):
            surroundings.console.say("\(error.sentence); it went no further than \(come), and what was done is kept")
            return .partly
        }
    }

    /// How to look at it again, and the way back.
    private func say(_ result: BulkResult) {
        guard surroundings.console.errorsAreTerminal, let bulk = result.bulk, result.counts.done > 0 else { return }
        let back = bulk.undoes == nil ? "'recoup undo' takes it back, " : ""
        surroundings.console.say("\(back)'recoup bulks show \(bulk.id)' shows it")
    }

    private func outcome(of plan: BulkPlan, _ job: BulkJob) -> CommandOutcome {
        var change = BulkChange(job.verb, isRehearsal: true, output, surroundings)
        for row in plan.rows { change.add(row) }
        return change.outcome
    }
}

extension BulkJob {
    /// What is done, in a word or two.
    var verb: String { undoes == nil ? action.rawValue : "undo \(action.rawValue)" }
}

extension BulkPlan {
    /// `take: 5,120 of 5,132 tickets can be done`.
    func summary(of job: BulkJob) -> String {
        let (done, all) = (Int64(counts.done), Int64(rows.count))
        let tickets = all == 1 ? "ticket" : "tickets"
        return done == all
            ? "\(job.verb): all \(Sizes.grouped(all)) \(tickets) can be done"
            : "\(job.verb): \(Sizes.grouped(done)) of \(Sizes.grouped(all)) \(tickets) can be done"
    }
}
