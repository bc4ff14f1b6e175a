import Basics
import Casework
import Testing
import Tickets
import Workflows

@testable import Pages

@Suite struct SentenceTests {
    private static let usd = try? Currency("USD")

    private static func words() throws -> [Words] {
        try Language.allCases.map {
            try Words(language: $0, file: projectPath("Templates/locales/\($0.rawValue).json"))
        }
    }

    /// A sentence that is a key, or that has a value missing, was never finished.
    private func check(_ sentence: String) {
        #expect(!sentence.contains(/\{\w+\}/), "\(sentence)")
        #expect(!sentence.contains(/^[a-zA-Z]+\.[a-zA-Z.]+$/), "\(sentence)")
        #expect(!sentence.isEmpty)
    }

    @Test func `every fault is a finished sentence in both languages`() throws {
        let digest = Digest.of("x")
        let faults: [Fault] = [
            .missing, .tooLong(limit: 1, actual: 2), .forbiddenCharacter(scalar: 0, position: 1),
            .lineBreak(position: 1),
            .notAGUID("x"), .notAnInstant("x"), .notADay("x"), .notADigest("x"), .notADomain("x", .oneLabel),
            .notATenant("x"), .notAnEmail("x"), .notAPhone("x"), .notAPurchase("x"), .notANumber("x"),
            .unknownCurrency("x"), .tooManyDecimals(currency: "JPY", allowed: 0, actual: 2),
            .tooManyDecimals(currency: "USD", allowed: 2, actual: 3), .tooLarge("x"), .notPositive("x"),
            .unknownChoice("x", known: ["a"]), .notAFileName("x"), .notAMediaType("x"),
            .fileTooLarge(limit: 1, actual: 2),
            .tooManyFiles(limit: 1, actual: 2), .duplicateFile("x"), .digestMismatch(stated: digest, actual: digest),
            .sizeMismatch(stated: 1, actual: 2), .notBase64(position: 1), .malformedFields(at: 1), .missingField("x"),
            .duplicateName("x"), .lastAdministrator,
        ]
        for words in try Self.words() { for fault in faults { check(words.sentence(fault)) } }
    }

    @Test func `every refusal is a finished sentence in both languages`() throws {
        let usd = try #require(Self.usd)
        let (less, more) = (Money(minorUnits: 100, usd), Money(minorUnits: 200, usd))
        let now = Instant(milliseconds: 0)
        let exit = try #require(TicketStatus.underReview.exits.first)
        let refusals: [TicketRefusal] = [
            .workflow(.noSuchExit(from: .discarded, action: .take, instead: [])),
            .workflow(.noSuchExit(from: .draft, action: .take, instead: [.submit])),
            .workflow(.wrongPart(from: .underReview, exit: exit, held: [])),
            .workflow(.wrongPart(from: .underReview, exit: exit, held: [.billing])), .stale(seen: 1, version: 2),
            .problems(Problems([Problem("a", .missing)])), .nothingChanged, .ownRequest(.requester),
            .ownRequest(.contact),
            .ownRequest(.filer), .overAgentLimit(asked: more, limit: less),
            .overAgentLimit(asked: more, limit: Money(minorUnits: 0, usd)), .aboveRequested(asked: more, maximum: less),
            .wrongCurrency(asked: usd, expected: usd), .partialCancellation(asked: less, full: more), .sameApprover,
            .assentDiffers(asked: less, assented: more), .assentOfOtherKind(asked: .goodwill, assented: .cancellation),
            .alreadyAssigned("x"), .reopenTooLate(until: now),
            .lapseTooEarly(from: now), .alreadyCredited(more), .internalNotes,
        ]
        for words in try Self.words() { for refusal in refusals { check(words.sentence(refusal)) } }
    }

    @Test func `every error of desk, store and query is a finished sentence in both languages`() throws {
        let step = DeskError.Conflict.Step(action: .take, byName: "ada", at: Instant(milliseconds: 0))
        let errors: [DeskError] = [
            .noSuchTicket("x"), .noSuchPerson("x"), .noSuchFile("x"), .noSuchRun("x"), .notAllowed(.workTickets),
            .refused(.internalNotes), .conflict(DeskError.Conflict(ticket: "R-1", last: nil, status: nil)),
            .conflict(DeskError.Conflict(ticket: "R-1", last: step, status: .underReview)),
            .invalid(Problems([Problem("a", .missing)])), .badQuery(QueryFault(.openQuote, column: 1)),
        ]
        let stores: [StoreError] = [
            .unavailable("x"), .busy("x"), .full("x"), .readOnly("x"), .corrupt("x"), .commitUnknown("x"),
            .unexpected("x"),
        ]
        let queries: [QueryFault.Kind] = [
            .unknownField("x"), .missingValue(field: "x"), .unknownValue("x", field: "y", known: ["z"]),
            .badOperator("<", field: "x", known: [":"]), .notANumber("x"), .notADuration("x"), .notADay("x"),
            .unknownCurrency("x"), .openQuote, .nothingToNegate, .noWord("x"), .twoSorts,
        ]
        for words in try Self.words() {
            for error in errors { check(words.sentence(error)) }
            for error in stores { check(words.sentence(error)) }
            for kind in queries { check(words.sentence(QueryFault(kind, column: 1))) }
        }
    }

    @Test func `every event of every command is a finished sentence in both languages`() async throws {
        let usd = try #require(Self.usd)
        let amount = Money(minorUnits: 100, usd)
        let assignee = Assignee(id: Person.ID(GUID(high: 0, low: 1)), name: "ada")
        let file = try Attachment(name: "a.txt", mediaType: "text/plain", size: 1, digest: Digest.of("x"))
        func answer(_ ruling: VendorAnswer.Ruling) -> TicketCommand {
            .answer(VendorAnswer(ruling: ruling, reference: "r", text: nil))
        }
        let commands: [TicketCommand] = [
            .submit, .discard, .take, .withdraw("x"), .ask("x"), .escalate(reference: nil, text: nil),
            .escalate(reference: "r", text: nil), .release(nil), .decline(.other, nil),
            .approve(.goodwill, amount, nil),
            .reply("x"), .lapse, answer(.granted(amount)), answer(.refused), answer(.question), .credit(reference: "r"),
            .revoke("x"), .settle(invoice: "G1", line: nil), .settle(invoice: "G1", line: 1), .dispute("x"),
            .reverse("x"),
            .correct("x"), .close, .reopen(nil), .edit(FactsForm([.title: "x"])),
            .note(Message(text: "x", visibility: .public)), .note(Message(text: "x", visibility: .internal)),
            .attach([file]), .give(assignee),
        ]
        #expect(Set(commands.map(\.action)).union([.draft, .file]) == Set(TicketAction.allCases))
        for words in try Self.words() {
            for command in commands {
                for status in [TicketStatus.approved, .underReview] {
                    check(words.sentence(of: event(command.action, command.fields, to: status), by: "Kim"))
                }
            }
            for action in [TicketAction.draft, .file, .answer, .escalate, .dispute] {
                check(words.sentence(of: event(action, Fields(), to: .draft), by: "Kim"))
            }
        }
    }

    private func event(_ action: TicketAction, _ fields: Fields, to status: TicketStatus) -> Event {
        Event(
            restoring: Ticket.ID(GUID(high: 0, low: 1)),
            version: 1,
            action: action,
            from: nil,
            to: status,
            by: Person.ID(GUID(high: 0, low: 2)),
            byName: "kim",
            account: "a",
            origin: .web,
            at: Instant(milliseconds: 0),
            detail: fields,
            previous: nil,
            digest: Digest.of("")
        )
    }
}
