import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

/// Archives that somebody changed on the way.
@Suite struct TamperTests {
    /// An archive of one approved ticket with a file and two internal notes.
    private func archive() async throws -> String {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, people: [SamplePeople.agent], clock: desk.clock)
        let content = FileContent(Array("abc".utf8))
        let attachment = try Attachment(name: "a.txt", mediaType: "text/plain", size: 3, digest: content.digest)
        let ticket = try await sample.file(files: [IntakeFile(attachment: attachment, content: content)])
        try await sample.perform(.take, on: ticket, by: SamplePeople.agent)
        for text in ["first note", "second note"] {
            try await sample.perform(
                .note(Message(text: text, visibility: .internal)),
                on: ticket,
                by: SamplePeople.agent
            )
        }
        let amount = try #require(ticket.facts?.amount)
        try await sample.perform(.approve(.vouched(amount)), on: ticket, by: SamplePeople.approver)
        return String(decoding: try await desk.archive(), as: UTF8.self)
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let reason: String
        let make: @Sendable (String) -> String

        var testDescription: String { name }
    }

    private static func replacing(_ old: String, _ new: String) -> @Sendable (String) -> String {
        { $0.replacing(old, with: new) }
    }

    /// The text without its `n`th event, counted from 1.
    private static func without(event number: Int) -> @Sendable (String) -> String {
        { text in
            var parts = text.split(separator: "    <event ", omittingEmptySubsequences: false).map(String.init)
            let end = parts[number].contains("</event>") ? "</event>\n" : "/>\n"
            let rest = parts[number].split(separator: end, maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
            parts[number - 1] += rest
            parts.remove(at: number)
            return parts.joined(separator: "    <event ")
        }
    }

    static let changes: [Change] = [
        Change(
            name: "an amount in an event",
            reason: "event 1 was changed",
            make: replacing("<field name=\"amount\">1250.00<", "<field name=\"amount\">9250.00<")
        ),
        Change(name: "a note", reason: "event 3 was changed", make: replacing("first note", "other note")),
        Change(
            name: "who did it",
            reason: "event 2 was changed",
            make: { text in
                text.replacing(
                    "version=\"2\" action=\"take\" from=\"submitted\" to=\"underReview\" by=\"00000000",
                    with: "version=\"2\" action=\"take\" from=\"submitted\" to=\"underReview\" by=\"10000000"
                )
            }
        ),
        Change(
            name: "a removed event",
            reason: "event 3 was removed",
            make: { text in
                without(event: 3)(text).replacing("version=\"5\">\n    <facts>", with: "version=\"4\">\n    <facts>")
            }
        ),
        Change(
            name: "a removed event, counted still",
            reason: "says that there are 5 events, but there are 4",
            make: without(event: 3)
        ),
        Change(
            name: "the shown amount",
            reason: "its facts are not those that its events give: amount",
            make: replacing("<amount>1250.00<", "<amount>9250.00<")
        ),
        Change(
            name: "the shown status",
            reason: "it is said to be settled, but its events leave it approved",
            make: replacing("status=\"approved\" version", "status=\"settled\" version")
        ),
        Change(name: "the file's bytes", reason: "has the SHA-256", make: replacing("<chunk>YWJj<", "<chunk>YWJk<")),
        Change(
            name: "the file's size",
            reason: "has 3 bytes, but 4 were stated",
            make: replacing("size=\"3\"", "size=\"4\"")
        ),
        Change(
            name: "the file left out",
            reason: "the bytes of its file 'a.txt' are missing",
            make: { text in
                guard let start = text.range(of: "    <file "), let end = text.range(of: "</file>\n") else {
                    return text
                }
                return text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
            }
        ),
        Change(
            name: "the ticket's id",
            reason: "event 1 was changed",
            make: replacing("<ticket id=\"0", "<ticket id=\"1")
        ),
        Change(
            name: "the number taken away",
            reason: "it was filed but has no number",
            make: replacing(" number=\"10001\"", "")
        ),
        Change(
            name: "an unknown status",
            reason: "the value 'granted' is not",
            make: replacing("to=\"approved\"", "to=\"granted\"")
        ),
        Change(
            name: "an intake that was none",
            reason: "names another source",
            make: { text in
                let mark = "<intake system=\"crm\" id=\"1\" digest=\"\(String(repeating: "0", count: 64))\"/>"
                return text.replacing("</facts>\n", with: "</facts>\n    \(mark)\n")
            }
        ),
    ]

    @Test(arguments: changes)
    func `a changed ticket is quarantined with the reason, and the rest is restored`(_ change: Change) async throws {
        let archive = try await archive()
        let tampered = change.make(archive)
        #expect(tampered != archive)
        let desk = try ExchangeDesk(ids: 100_000)
        let report = try await desk.take(tampered)
        // The organisation, the person, the customer and the order that the approver vouched for.
        #expect(report.counts == IntakeCounts(applied: 4, quarantined: 1))
        let reasons = report.quarantined.first?.reasons ?? []
        #expect(reasons.contains { $0.contains(change.reason) }, "\(reasons)")
        #expect(await desk.kept().prefix(4) == [1, 1, 0, 0])
        let found = DocumentValidation(of: .bytes(Array(tampered.utf8)), named: "a.xml", schema: desk.schema)
        #expect(found.wrongRecords == 1)
        #expect(found.problems.contains { $0.hasPrefix("a.xml:") && $0.contains(change.reason) }, "\(found.problems)")
    }

    @Test func `the untouched archive is valid and comes back`() async throws {
        let archive = try await archive()
        let desk = try ExchangeDesk(ids: 100_000)
        #expect(DocumentValidation(of: .bytes(Array(archive.utf8)), named: "a.xml", schema: desk.schema).isValid)
        #expect(try await desk.take(archive).isClean)
        #expect(String(decoding: try await desk.archive(), as: UTF8.self) == archive)
        #expect(await desk.store.snapshot.tickets.map(\.ticket.status) == [.approved])
    }

    @Test func `an archive that is said to be an intake brings nothing in`() async throws {
        let archive = try await archive().replacing("kind=\"archive\"", with: "kind=\"intake\"")
        let desk = try ExchangeDesk(ids: 100_000)
        let report = try await desk.take(archive)
        #expect(report.counts == IntakeCounts(quarantined: 5))
        #expect(await desk.kept() == [0, 0, 0, 0, 1, 5])
    }
}
