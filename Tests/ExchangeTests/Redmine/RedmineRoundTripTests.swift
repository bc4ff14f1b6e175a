import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

/// Ours, through what Redmine does with request bodies, and back.
@Suite struct RedmineRoundTripTests {
    private func sent(_ changes: [FactField: String] = [:], notes: [String] = []) async throws -> (
        ExchangeDesk, Ticket, PretendedRedmine
    ) {
        let (desk, ticket) = try await RedmineWriterTests.desk(changes)
        for note in notes { try await RedmineWriterTests.note(note, .public, on: ticket, of: desk) }
        let (files, _, _) = try await desk.export(ExchangeDesk.mapping(.redmine))
        var there = PretendedRedmine()
        for file in files { try there.take(file.bytes) }
        return (desk, ticket, there)
    }

    private func now(_ desk: ExchangeDesk) async throws -> StoredTicket { try #require(try await desk.tickets().first) }

    @Test func `what comes back unchanged changes nothing, and our own notes make no new ones`() async throws {
        let (desk, _, there) = try await sent(notes: ["One\r\ntwo", "One\r\ntwo", "Three ]]> & <four>"])
        let before = try await now(desk)
        let report = try await desk.take(there.xml, as: ExchangeDesk.mapping(.redmine))
        #expect(report.isClean)
        let after = try await now(desk)
        #expect(after.ticket.content.form == before.ticket.content.form)
        let words = { (stored: StoredTicket) in
            stored.correspondence(naming: [:]).filter { $0.visibility == .public }.map(\.text)
        }
        #expect(words(after) == words(before))
        #expect(try await desk.take(there.xml, as: ExchangeDesk.mapping(.redmine)).counts == IntakeCounts(unchanged: 1))
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `hostile texts come back, byte for byte but for their line ends`(_ seed: UInt64) async throws {
        var hostile = HostileText(seed: seed)
        let title = "x" + hostile.line(60) + "x"
        let text = hostile.block(400)
        let (desk, _, there) = try await sent([.title: title, .explanation: text], notes: [hostile.block(200)])
        let before = try await now(desk)
        let read = try #require(try ExchangeDesk.mapping(.redmine).readAll(there.xml).first)
        let form = try ExchangeDesk.mapping(.redmine).read(read.ticket).intake.form
        for fact in before.ticket.content.form.fields {
            let ours = before.ticket.content.form[fact] ?? ""
            #expect(Mapping.isSameText(ours, form[fact] ?? ""), "\(fact)")
        }
        let report = try await desk.take(there.xml, as: ExchangeDesk.mapping(.redmine))
        #expect(report.isClean, "\(report.quarantined)")
        #expect(try await now(desk).ticket.content.form == before.ticket.content.form)
    }

    @Test func `Korean stays composed or decomposed as it was`() async throws {
        let title = "가 \u{1112}\u{116a}\u{11ab} e\u{301} \u{a0}👩‍👩‍👧 \u{5e9}\u{5dc}\u{5d5}\u{5dd}"
        let (_, _, there) = try await sent([.title: title])
        let read = try #require(try ExchangeDesk.mapping(.redmine).readAll(there.xml).first)
        #expect(Array((read.ticket["subject"]?.value ?? "").utf8) == Array(title.utf8))
    }

    @Test(arguments: ["😀", "&"])
    func `an explanation of a million characters comes back`(_ character: String) async throws {
        let text = "x" + String(repeating: character, count: 999_998) + "x"
        let (desk, _, there) = try await sent([.explanation: text])
        let before = try await now(desk)
        let report = try await desk.take(there.xml, as: ExchangeDesk.mapping(.redmine))
        #expect(report.isClean, "\(report.quarantined)")
        let after = try await now(desk).ticket.content.form
        #expect(after == before.ticket.content.form)
        #expect((after[.explanation] ?? "").utf8.count == text.utf8.count)
    }

    @Test func `a field changed there arrives as an edit, others stay`() async throws {
        var (desk, _, there) = try await sent()
        there.setCustom("7", "1300.00")
        there.note("Please hurry")
        let report = try await desk.take(there.xml, as: ExchangeDesk.mapping(.redmine))
        #expect(report.counts == IntakeCounts(applied: 1))
        let after = try await now(desk)
        #expect(after.ticket.content.form[.amount] == "1300.00")
        #expect(after.ticket.content.form[.title] == "Licences bought twice")
        #expect(after.correspondence(naming: [:]).contains { $0.text == "Please hurry" && $0.visibility == .public })
    }

    @Test func `a field changed on both sides is quarantined`() async throws {
        var (desk, ticket, there) = try await sent()
        there.setCustom("7", "1300.00")
        _ = try await desk.desk.perform(
            .edit(FactsForm([.amount: "1100.00"])),
            on: .id(ticket.id),
            by: .sample(SamplePeople.requester)
        )
        let report = try await desk.take(there.xml, as: ExchangeDesk.mapping(.redmine))
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined.first?.reasons.first?.contains("amount: was changed at the source and here") == true)
        #expect(try await now(desk).ticket.content.form[.amount] == "1100.00")
    }

    /// The trap itself: Rails makes nothing of a list that does not say that it is one.
    @Test func `without the mark of a list Redmine would drop every custom value`() async throws {
        let (_, _, there) = try await sent()
        #expect(String(decoding: there.xml, as: UTF8.self).contains("contoso.com"))
        let (desk, _) = try await RedmineWriterTests.desk()
        let (files, _, _) = try await desk.export(ExchangeDesk.mapping(.redmine))
        var careless = PretendedRedmine()
        let body = try #require(files.first).text.replacing("<custom_fields type=\"array\">", with: "<custom_fields>")
        try careless.take(Array(body.utf8))
        #expect(!String(decoding: careless.xml, as: UTF8.self).contains("contoso.com"))
    }
}
