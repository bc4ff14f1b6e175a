import Basics
import Casework
import Exchange
import SampleDesk
import Testing
import Tickets

@Suite struct SalesforceRoundTripTests {
    private static let actor = Actor.sample(ExchangeDesk.integrator)

    enum Answer: CaseIterable {
        case bulk, soap, outbound

        func bytes(of org: SalesforceOrg) -> [UInt8] {
            switch self {
            case .bulk: org.bulkCases()
            case .soap: org.soapCases("q")
            case .outbound: org.outboundCases()
            }
        }
    }

    /// Tickets with every text that a writer or reader may spoil.
    private func hostileForms() -> [FactsForm] {
        var hostile = HostileText(seed: 7)
        let fixed = [
            "환불", "\u{1112}\u{116a}\u{11ab}불", "a]]>b & <c> \"d\" 'e'", "\u{a0}x\u{a0}y", "😀 \u{202e}abc\u{202c} שלום",
            "\ttab\tx",
        ]
        return fixed.enumerated().map { number, text in
            FactsForm.sample([
                .title: "\(text.trimmed) \(number)",
                .explanation: hostile.block(3_000) + text,
                .contactName: "Kim \(text.trimmed.prefix(40))".replacing("\t", with: " "),
                .purchase: number % 2 == 0
                    ? "order:a1b2c3d4e5\(number)0" : "subscription:8f1c4f6e-9d0b-4c1e-8a53-2f3e5d7c9b1\(number)",
                .amount: ["1250.00", "0.01", "12345678.90", "150000", "1234567", "99.999"][number],
                .currency: ["USD", "EUR", "USD", "JPY", "KRW", "KWD"][number],
            ])
        }
    }

    private func desk(_ forms: [FactsForm]) async throws -> ExchangeDesk {
        let desk = try ExchangeDesk()
        try await desk.desk.store.write { records in
            try records.save(SamplePeople.organisation)
            try records.save(ExchangeDesk.integrator)
        }
        for form in forms {
            _ = try await desk.desk.open(NewTicket(form: form, isDraft: false, files: []), by: Self.actor)
        }
        return desk
    }

    @Test(arguments: Answer.allCases)
    func `what went there and comes back is unchanged, byte for byte`(_ answer: Answer) async throws {
        let mapping = try ExchangeDesk.mapping(.salesforce)
        let forms = hostileForms()
        let desk = try await desk(forms)
        let before = try await desk.tickets()
        var org = SalesforceOrg()
        let (files, losses, _) = try await desk.export(mapping)
        try org.load(files)
        #expect(org.refused == [] && losses == [], "\(losses)")
        let report = try await desk.take(answer.bytes(of: org), as: mapping)
        #expect(
            report.counts == IntakeCounts(unchanged: Int64(forms.count)),
            "\(report.quarantined) \(report.problems)"
        )
        #expect(
            report.isClean && report.losses == (answer == .outbound ? 1 : 0),
            "\(report.problems) \(report.fault ?? "")"
        )
        #expect(try await desk.tickets().map(\.events) == before.map(\.events))
        #expect(
            try await desk.take(answer.bytes(of: org), as: mapping).counts
                == IntakeCounts(unchanged: Int64(forms.count))
        )

        // And a desk that knows nothing of them has the same facts afterwards.
        for place in org.cases.indices { org.cases[place]["Recoup_Id__c"] = nil }
        let other = try ExchangeDesk(ids: 1_000_000)
        #expect(try await other.take(answer.bytes(of: org), as: mapping).counts.applied == Int64(forms.count))
        let arrived = try await other.tickets().map(\.ticket.content.form)
        #expect(arrived.count == before.count)
        for (theirs, ours) in zip(arrived, before.map(\.ticket.content.form)) {
            for field in FactField.allCases {
                #expect(Array((theirs[field] ?? "").utf8) == Array((ours[field] ?? "").utf8), "\(field)")
            }
        }
    }

    @Test(arguments: Answer.allCases)
    func `a field changed there is an edit, one changed on both sides is quarantined`(_ answer: Answer) async throws {
        let mapping = try ExchangeDesk.mapping(.salesforce)
        let desk = try await desk([.sample()])
        var org = SalesforceOrg()
        try org.load(try await desk.export(mapping).files)
        org.cases[0]["Subject"] = "Licences bought three times"
        org.cases[0]["Refund_Amount__c"] = "12345678.50"
        #expect(try await desk.take(answer.bytes(of: org), as: mapping).counts == IntakeCounts(applied: 1))
        var stored = try #require(try await desk.tickets().first)
        #expect(stored.ticket.facts?.title == "Licences bought three times")
        #expect(stored.ticket.facts?.amount == Money(minorUnits: 1_234_567_850, try Currency("USD")))
        #expect(stored.events.last?.action == .edit)

        _ = try await desk.desk.perform(
            .edit(FactsForm([.title: "Ours"])),
            on: .id(stored.ticket.id),
            by: Self.actor
        )
        org.cases[0]["Subject"] = "Theirs"
        let report = try await desk.take(answer.bytes(of: org), as: mapping)
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined.first?.reasons.first?.contains("title: was changed at the source and here") == true)
        stored = try #require(try await desk.tickets().first)
        #expect(stored.ticket.facts?.title == "Ours")
    }

    @Test func `a comment written there arrives once, ours do not come back as new ones`() async throws {
        let mapping = try ExchangeDesk.mapping(.salesforce)
        let desk = try await desk([.sample()])
        let ticket = try #require(try await desk.tickets().first).ticket
        let text = "안녕하세요\r\n]]> & <x>"
        _ = try await desk.desk.perform(
            .note(Message(text: text, visibility: .public)),
            on: .id(ticket.id),
            by: Self.actor
        )
        var org = SalesforceOrg()
        try org.load(try await desk.export(mapping).files)
        let before = try await desk.tickets().first?.events.count ?? 0
        #expect(try await desk.take(org.bulkComments(), as: mapping).counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.take(org.soapCases(), as: mapping).counts == IntakeCounts(unchanged: 1))
        var row = SalesforceOrg.Row(id: SalesforceOrg.id("CaseComment", 9))
        row["ParentId"] = org.cases[0].id
        row["CommentBody"] = "from there"
        row["IsPublished"] = "false"
        row["CreatedDate"] = "2026-11-21T08:00:00.000Z"
        org.comments.append(row)
        #expect(try await desk.take(org.bulkComments(), as: mapping).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(org.bulkComments(), as: mapping).counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.take(org.soapCases(), as: mapping).counts.quarantined == 0)
        let stored = try #require(try await desk.tickets().first)
        #expect(stored.events.count == before + 1)
        guard let last = stored.events.last, case .note(let message) = try TicketCommand(last.action, last.detail)
        else {
            Issue.record("no note")
            return
        }
        #expect(message.text == "from there" && message.visibility == .internal)
        #expect(message.writtenAt == (try Instant("2026-11-21T08:00:00Z")))
        // It came from there: it does not go back.
        #expect(!(try await desk.export(mapping).files.contains { $0.name.contains("Comment") }))
    }

    @Test func `a status of theirs is quoted once and decides nothing`() async throws {
        let mapping = try ExchangeDesk.mapping(.salesforce)
        let desk = try await desk([.sample()])
        var org = SalesforceOrg()
        try org.load(try await desk.export(mapping).files)
        org.cases[0]["Status"] = "On hold"
        #expect(try await desk.take(org.bulkCases(), as: mapping).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(org.bulkCases(), as: mapping).counts == IntakeCounts(unchanged: 1))
        let stored = try #require(try await desk.tickets().first)
        #expect(stored.ticket.status == .submitted)
        #expect(stored.correspondence(naming: [:]).map(\.text) == ["Status there: On hold"])
        #expect(stored.correspondence(naming: [:]).map(\.visibility) == [.internal])
    }
}
