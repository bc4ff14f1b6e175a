import Basics
import Casework

extension MemoryRecords {
    func intakeRecord(_ ordinal: Int64, of run: IntakeRun.ID) -> IntakeRecord? {
        state.intakeRecords.first { $0.run == run && $0.ordinal == ordinal }
    }

    func openRecords(of run: IntakeRun.ID?, limit: Int) -> [OpenRecord] {
        let runs = run.map { [$0] } ?? intakeRuns(limit: .max).map(\.id)
        let open = runs.flatMap { run in
            intakeRecords(of: run, outcomes: [.quarantined], limit: .max).filter {
                resolution(of: $0.ordinal, in: run) == nil
            }
        }
        return open.prefix(limit).map { record in
            OpenRecord(
                run: record.run,
                ordinal: record.ordinal,
                line: record.line,
                reasons: record.reasons,
                head: state.runs[record.run]?.head,
                beginning: Array((record.original ?? []).prefix(OpenRecord.beginningLimit))
            )
        }
    }

    func resolution(of ordinal: Int64, in run: IntakeRun.ID) -> IntakeResolution? {
        state.resolutions.first { $0.run == run && $0.ordinal == ordinal }
    }

    func resolutions(in run: IntakeRun.ID) -> [IntakeResolution] {
        state.resolutions.filter { $0.run == run }.sorted { $0.ordinal < $1.ordinal }
    }

    func resolutionCounts() -> [IntakeRun.ID: ResolutionCounts] {
        state.resolutions.reduce(into: [:]) { $0[$1.run, default: ResolutionCounts()].add($1.ending) }
    }

    func append(_ resolution: IntakeResolution) throws {
        guard intakeRecord(resolution.ordinal, of: resolution.run) != nil else {
            throw StoreError.unexpected("there is no record \(resolution.ordinal) of run \(resolution.run)")
        }
        guard self.resolution(of: resolution.ordinal, in: resolution.run) == nil else { throw Overtaken() }
        keep(resolution)
    }

    func views(of owner: Person.ID?) -> [StoredView] {
        state.views.filter { $0.owner == owner }.sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
    }

    func save(_ view: StoredView) {
        _ = removeView(named: view.name, of: view.owner)
        keep(view)
    }

    func removeView(named name: String, of owner: Person.ID?) -> Bool {
        drop { $0.owner == owner && $0.name.utf8.elementsEqual(name.utf8) }
    }
}
