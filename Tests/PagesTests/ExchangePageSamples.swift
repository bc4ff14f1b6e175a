import Basics
import Casework
import Orders
import SampleDesk
import Tickets

@testable import Pages

/// Samples of the pages about exchange, so that together every list has something in it.
struct ExchangePageSamples {
    let pages: [(template: String, samples: [any Page])]

    var all: [any Page] { pages.flatMap(\.samples) }

    init() async throws {
        let words = try PageTemplates(directory: projectPath("Templates")).words(.english)
        let sample = try await SampleDesk()
        let ticket = try await sample.ticket(in: .submitted)
        let frame = Frame(
            words,
            person: SamplePeople.agent,
            book: .simulated,
            assets: AssetPaths(style: "/s", script: "/j", icon: "/i"),
            path: "/",
            notice: "Done"
        )
        let alert = Alert(heading: "No", sentences: ["Because."], kept: [Alert.Kept(label: "a", text: "b")])
        let now = sample.clock.now
        let counts = IntakeCounts(applied: 2, unchanged: 1, quarantined: 1)
        let id = IntakeRun.ID(try GUID("00000000-0000-7000-8000-000000000001"))
        let run = IntakeRun(
            id: id,
            startedAt: now,
            by: SamplePeople.agent.id,
            name: "drop.xml",
            format: "servicenow",
            head: "<unload>",
            counts: counts,
            stoppedBecause: "interrupted"
        )
        let ledger = IntakeLedger(run: run, resolutions: ResolutionCounts(corrected: 0, discarded: 0))
        let settledLedger = IntakeLedger(run: run, resolutions: ResolutionCounts(corrected: 1, discarded: 0))
        let record = IntakeRecord(
            run: id,
            ordinal: 4,
            offset: 0,
            length: 4,
            line: 7,
            digest: nil,
            outcome: .quarantined,
            ticket: nil,
            reasons: ["7:1: impact: is missing"],
            original: Array("<incident/>".utf8)
        )
        let open = OpenRecord(
            run: id,
            ordinal: 4,
            line: 7,
            reasons: record.reasons,
            head: run.head,
            beginning: record.original ?? []
        )
        let resolution = IntakeResolution(
            run: id,
            ordinal: 4,
            ending: .discarded(reason: "a test"),
            at: now,
            by: SamplePeople.agent.id,
            byName: "ada",
            account: "desk"
        )
        func exchange(_ ledgers: [IntakeLedger]?, alert: Alert?) -> ExchangePage {
            ExchangePage(
                words,
                frame: frame,
                ledgers: ledgers,
                readable: [("jira", "Jira")],
                writable: [("osticket", "osTicket")],
                token: "t",
                state: FormState(problems: [Problem("file", .missing)]),
                alert: alert,
                canImport: true,
                canExport: true,
                now: now
            )
        }
        func listed(_ outcome: IntakeOutcome, isNew: Bool, _ reasons: [String]) -> PreviewPage.Record {
            PreviewPage.Record(
                ordinal: 1,
                line: 2,
                outcome: outcome,
                ticket: outcome == .quarantined ? nil : TicketSummary(of: ticket),
                isNew: isNew,
                reasons: reasons
            )
        }
        func quarantine(_ resolution: IntakeResolution?, text: String, alert: Alert?) -> QuarantinePage {
            QuarantinePage(
                words,
                frame: frame,
                quarantined: QuarantinedRecord(run: run, record: record, resolution: resolution),
                text: text,
                token: "t",
                alert: alert,
                canChange: true
            )
        }
        let preview = PreviewPage(
            words,
            frame: frame,
            file: "drop.xml",
            format: "Jira",
            token: "t",
            upload: "u",
            from: "jira",
            counts: counts,
            records: [
                listed(.applied, isNew: true, []), listed(.applied, isNew: false, []),
                listed(.unchanged, isNew: false, []), listed(.quarantined, isNew: false, ["1:1: no"]),
            ],
            losses: ["a loss"],
            lossCount: 1,
            alert: alert
        )
        pages = [
            (
                ExchangePage.template,
                [exchange([ledger], alert: alert), exchange(nil, alert: nil), exchange([], alert: nil)]
            ),
            (PreviewPage.template, [preview]),
            (
                ImportPage.template,
                [
                    ImportPage(words, frame: frame, ledger: ledger, open: [open], now: now),
                    ImportPage(words, frame: frame, ledger: settledLedger, open: [], now: now),
                ]
            ),
            (
                QuarantinePage.template,
                [
                    quarantine(nil, text: "<a/>", alert: alert), quarantine(resolution, text: "<a/>", alert: nil),
                    quarantine(nil, text: String(repeating: "x", count: 1_000_001), alert: nil),
                ]
            ),
        ]
    }
}
