import Basics
import SampleDesk
import Testing
import Tickets
import Workflows

struct RefusalTests {
    @Test func `every refusal has its sentence`() throws {
        let (big, small) = (try Money.usd(2_000_00), try Money.usd(500_00))
        let instant = SampleClock.start
        let sentences: [(TicketRefusal, String)] = [
            (
                .stale(seen: 2, version: 4),
                "somebody changed the ticket meanwhile: you saw version 2, it is at version 4; look again"
            ),
            (
                .problems(Problems([Problem("title", .missing), Problem("amount", .missing)])),
                "title: is missing; amount: is missing"
            ),
            (.nothingChanged, "that is what the ticket says already; change something"),
            (.ownRequest(.requester), "nobody decides on their own request; another approver can"),
            (.ownRequest(.contact), "you are the contact of this request; another approver can decide"),
            (.ownRequest(.filer), "you filed this request; another approver can decide"),
            (
                .overAgentLimit(asked: big, limit: small),
                "2000.00 USD is above an agent's limit of 500.00 USD; an approver can"
            ),
            (
                .aboveRequested(asked: big, maximum: small),
                "2000.00 USD is more than was requested; at most 500.00 USD can be granted"
            ),
            (
                .wrongCurrency(asked: try Currency("EUR"), expected: try Currency("USD")),
                "the request is in USD, not in EUR"
            ),
            (
                .partialCancellation(asked: small, full: big),
                "a cancellation credits 2000.00 USD whole; 500.00 USD can be granted as goodwill"
            ),
            (.sameApprover, "you gave the first approval; a second person has to give the other"),
            (
                .assentDiffers(asked: small, assented: big),
                "the first approval was for 2000.00 USD, not for 500.00 USD; approve the same amount"
            ),
            (
                .assentOfOtherKind(asked: .goodwill, assented: .cancellation),
                "the first approval was for a cancellation, not for a goodwill; approve the same kind"
            ),
            (.alreadyAssigned("ada"), "it is ada's already"),
            (
                .reopenTooLate(until: instant),
                "it could be opened again until 2026-11-23 08:15 UTC; file a new request"
            ),
            (.lapseTooEarly(from: instant), "the requester has until 2026-11-23 08:15 UTC to answer"),
            (.alreadyCredited(small), "500.00 USD was credited on it; file a new request"),
            (.internalNotes, "internal notes are for the desk; write a public comment"),
            (
                .workflow(.noSuchExit(from: .draft, action: .take, instead: TicketStatus.draft.exits.map(\.action))),
                "'take' does not apply to a ticket that is draft; submit, discard, edit, attach would"
            ),
        ]
        for (refusal, sentence) in sentences { #expect(refusal.sentence == sentence) }
    }
}
