import Basics
import Casework
import MemoryStore
import SampleDesk
import Tickets
import Workflows

extension Intake {
    /// A record of the source `crm` as a decoder hands it over; its digest follows what it says.
    static func sample(
        _ externalID: String?,
        _ changes: [FactField: String] = [:],
        modified: Instant? = nil,
        messages: [Message] = [],
        files: [IntakeFile] = [],
        quotedNote: String? = nil
    ) -> Intake {
        let form = FactsForm.sample(changes)
        var fields = Fields()
        for field in form.fields { fields.append(named: field.rawValue, form[field] ?? "") }
        for message in messages { fields.append("message", message.text) }
        for file in files { fields.append("file", file.attachment.name) }
        fields.append("note", quotedNote)
        return Intake(
            source: externalID.flatMap { try? Source(system: "crm", externalID: $0) },
            modifiedAt: modified,
            form: form,
            messages: messages,
            files: files,
            quotedNote: quotedNote,
            digest: Digest.of(fields.bytes)
        )
    }
}

extension Fixture {
    func begin(restoring: Bool, by person: Person) async throws -> (run: IntakeRun, context: IntakeContext) {
        try await desk.beginIntake(
            named: "tickets.xml",
            format: restoring ? "recoup-archive" : "recoup-intake",
            restoring: restoring,
            by: .sample(person)
        )
    }

    /// Takes records in as one batch. The first stands on line 11.
    func take(_ intakes: [Intake], original: [UInt8] = []) async throws -> IntakeRun {
        try await take(results: intakes.map { .success($0) }, original: original)
    }

    func take(results: [Result<Intake, Problems>], original: [UInt8] = []) async throws -> IntakeRun {
        let (run, context) = try await begin(restoring: false, by: SamplePeople.agent)
        let batch = Self.items(results, original).map { desk.prepare($0, in: context) }
        return try await desk.apply(batch, to: run, context)
    }

    /// Restores the parts of an archive as one batch.
    func restore(_ entries: [ArchiveEntry]) async throws -> (run: IntakeRun, records: [IntakeRecord]) {
        let (run, context) = try await begin(restoring: true, by: SamplePeople.administrator)
        let batch = Self.items(entries.map { .success($0) }, []).map { desk.prepare($0) }
        let done = try await desk.apply(batch, to: run, context)
        let records = try await desk.store.read {
            try $0.intakeRecords(of: run.id, outcomes: Set(IntakeOutcome.allCases), limit: .max)
        }
        return (done, records)
    }

    private static func items<Content>(_ results: [Result<Content, Problems>], _ original: [UInt8]) -> [IntakeItem<
        Content
    >] {
        results.enumerated().map { index, result in
            let ordinal = Int64(index + 1)
            return IntakeItem(
                ordinal: ordinal,
                offset: ordinal * 100,
                length: 100,
                line: 10 + ordinal,
                content: result,
                original: original
            )
        }
    }
}
