import Basics
import SampleDesk
import Testing
import Tickets
import Workflows

struct ChangeTests {
    @Test func `notes and links never make anybody's action stale, everything else does`() throws {
        for action in TicketAction.allCases {
            guard let command = try TicketCommand.sample(action) else { continue }
            for status in TicketStatus.allCases where status.exits.contains(where: { $0.action == action }) {
                var sample = try SampleTicket(in: status)
                let before = sample.ticket.changedVersion
                let people = [
                    SamplePeople.requester, SamplePeople.agent, SamplePeople.approver, SamplePeople.billing,
                    SamplePeople.system,
                ]
                let later = SampleClock.start.adding(days: 10)
                guard people.contains(where: { (try? sample.perform(command, by: $0, at: later)) != nil }) else {
                    continue
                }
                let isQuiet = action == .note || action == .link
                #expect(sample.ticket.changedVersion == (isQuiet ? before : sample.ticket.version), "\(action)")
            }
        }
    }

    @Test func `an edit keeps only what differs, with what stood there before`() throws {
        var sample = try SampleTicket(in: .submitted)
        let event = try sample.perform(
            .edit(FactsForm([.title: "New title", .impact: "moderate", .contactPhone: "", .tenant: "CONTOSO.com"])),
            by: SamplePeople.requester
        )
        let fields = try event.detail.list().map { "\($0.name)=\($0.value)" }
        #expect(
            fields == [
                "title=New title", "contact.phone=", "was.title=Licences bought twice",
                "was.contact.phone=+82 2 1234 5678",
            ]
        )
        #expect(sample.ticket.facts?.title == "New title")
        #expect(sample.ticket.facts?.contact.phone == nil)
    }

    @Test func `an edit that changes nothing or breaks the facts is refused`() throws {
        let sample = try SampleTicket(in: .underReview)
        expectRefusal(
            .nothingChanged,
            of: .edit(FactsForm([.amount: "1,250.0"])),
            on: sample,
            by: SamplePeople.agent
        )
        expectRefusal(
            .problems(Problems([Problem("title", .missing), Problem("amount", .notPositive("0"))])),
            of: .edit(FactsForm([.title: "", .amount: "0"])),
            on: sample,
            by: SamplePeople.agent
        )
    }

    @Test func `a draft may say anything, a submitted request must be complete`() throws {
        var draft = try SampleTicket(in: .draft, form: FactsForm([.title: "Half"]))
        let missing = ["problem", "impact", "tenant", "purchase", "reason", "currency", "amount", "contact.name"]
        expectRefusal(
            .problems(Problems((missing + ["contact.email"]).map { Problem($0, .missing) })),
            of: .submit,
            on: draft,
            by: SamplePeople.requester
        )
        try draft.perform(.edit(.sample([.title: "Whole"])), by: SamplePeople.requester)
        let submitted = SampleClock.start.adding(hours: 1)
        try draft.perform(.submit, by: SamplePeople.requester, at: submitted)
        #expect(draft.ticket.status == .submitted)
        #expect(draft.ticket.facts?.title == "Whole")
        #expect(draft.ticket.submittedAt == submitted)
        #expect(try Ticket(replaying: draft.events, number: nil) == draft.ticket)
    }

    @Test func `a draft's texts have their limits, blanks too`() throws {
        let form = FactsForm([.title: String(repeating: " ", count: 251), .reason: "a\u{1}"])
        let problems = Problems([
            Problem("title", .tooLong(limit: 250, actual: 251)),
            Problem("reason", .forbiddenCharacter(scalar: 1, position: 2)),
        ])
        #expect(throws: TicketRefusal.problems(problems)) { try SampleTicket(in: .draft, form: form) }
    }

    @Test func `a requester writes no internal notes`() throws {
        let sample = try SampleTicket(in: .submitted)
        let note = TicketCommand.note(Message(text: "x", visibility: .internal))
        expectRefusal(.internalNotes, of: note, on: sample, by: SamplePeople.requester)
    }

    @Test func `an agent keeps what is theirs and a ticket given goes to another`() throws {
        var sample = try SampleTicket(in: .underReview)
        let own = Assignee(id: SamplePeople.agent.id, name: "ada")
        #expect(sample.ticket.assignee == own)
        expectRefusal(.alreadyAssigned("ada"), of: .give(own), on: sample, by: SamplePeople.approver)
        let other = Assignee(id: SamplePeople.otherAgent.id, name: "alan")
        try sample.perform(.give(other), by: SamplePeople.approver)
        #expect(sample.ticket.assignee == other)
        try sample.perform(.release(nil), by: SamplePeople.otherAgent)
        #expect(sample.ticket.assignee == nil)
    }

    @Test func `files have their limits, and every problem is told`() throws {
        var sample = try SampleTicket(in: .submitted)
        let digest = Digest.of("abc")
        func file(_ name: String, _ size: Int64 = 3) throws -> Tickets.Attachment {
            try Attachment(name: name, mediaType: "text/plain", size: size, digest: digest)
        }
        try sample.perform(.attach([file("1"), file("2")]), by: SamplePeople.requester)
        expectRefusal(
            .problems(Problems([Problem("files", .missing)])),
            of: .attach([]),
            on: sample,
            by: SamplePeople.agent
        )
        let many = try (2...10).map { try file("\($0)", $0 == 5 ? 10_000_001 : 10_000_000) }
        expectRefusal(
            .problems(
                Problems([
                    Problem("files", .tooManyFiles(limit: 10, actual: 11)), Problem("files", .duplicateFile("2")),
                    Problem("files/5", .fileTooLarge(limit: 10_000_000, actual: 10_000_001)),
                ])
            ),
            of: .attach(many),
            on: sample,
            by: SamplePeople.agent
        )
        try sample.perform(.attach((3...10).map { try file("\($0)") }), by: SamplePeople.agent)
        #expect(sample.ticket.attachments.map(\.name) == (1...10).map(String.init))
    }

    @Test func `required words are required and long ones are refused`() throws {
        let sample = try SampleTicket(in: .underReview)
        expectRefusal(
            .problems(Problems([Problem("text", .missing)])),
            of: .ask("  "),
            on: sample,
            by: SamplePeople.agent
        )
        expectRefusal(
            .problems(Problems([Problem("reference", .tooLong(limit: 200, actual: 201))])),
            of: .escalate(reference: String(repeating: "x", count: 201), text: nil),
            on: sample,
            by: SamplePeople.agent
        )
        let pending = try SampleTicket(in: .creditPending)
        expectRefusal(
            .problems(Problems([Problem("line", .notPositive("0"))])),
            of: .settle(invoice: "G1", line: 0),
            on: pending,
            by: SamplePeople.billing
        )
    }

    @Test func `a ticket is seen by its requester, by its filer and by the desk`() throws {
        let ticket = try Ticket.sample(in: .submitted)
        let seeing: [Person] = SamplePeople.named.filter { ticket.isVisible(to: $0) }
        #expect(
            seeing.map(\.systemName) == ["kim", "ada", "alan", "olga", "otto", "amir", "bea", "ines", "root", "system"]
        )
        let filed = try SampleTicket(
            opening: .sample(.rough(FactsForm()), requester: nil),
            by: .sample(SamplePeople.otherRequester)
        )
        #expect(filed.ticket.isVisible(to: SamplePeople.otherRequester))
        let imported = try SampleTicket(
            opening: .sample(.rough(FactsForm()), requester: nil),
            by: .sample(SamplePeople.otherRequester, from: .import)
        )
        #expect(!imported.ticket.isVisible(to: SamplePeople.otherRequester))
    }
}
