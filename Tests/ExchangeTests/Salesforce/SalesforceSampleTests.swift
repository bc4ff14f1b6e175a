import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets

@Suite struct SalesforceSampleTests {
    private func take(_ file: String, on desk: ExchangeDesk) async throws -> ImportReport {
        let bytes = Array(try Project.text("Samples/exchange/\(file)").utf8)
        return try await desk.take(bytes, as: ExchangeDesk.mapping(.salesforce))
    }

    @Test func `the sample of the Bulk API comes in, and the second time nothing changes`() async throws {
        let desk = try ExchangeDesk()
        let first = try await take("salesforce-query.xml", on: desk)
        #expect(first.isClean && first.counts == IntakeCounts(applied: 4), "\(first)")
        #expect(try await take("salesforce-query.xml", on: desk).counts == IntakeCounts(unchanged: 4))
        let tickets = try await desk.tickets().map(\.ticket)
        #expect(tickets.compactMap(\.facts?.amount.minorUnits) == [12_500_000, 21_900, 99_125])
        #expect(tickets.compactMap(\.facts?.problem) == [.refund, .refund, .serviceCredit])
        let korean = try #require(try await desk.ticket("5007F00000Qm1aAQAR", of: "salesforce"))
        let explanation = "고객이 버튼을 두 번 눌렀습니다.\r\n주문 화면이 느렸습니다 ]]> & 다시 시도함."
        #expect(Array((korean.ticket.facts?.explanation ?? "").utf8) == Array(explanation.utf8))
        let messages = korean.correspondence(naming: [:])
        #expect(messages.map(\.visibility) == [.internal, .public, .internal])
        #expect(messages[0].text == "Status there: New\n\nHistory there:\nCaseNumber: 00001201")
        #expect(messages[1].author == "Dana Desk")
    }

    @Test func `the sample of SOAP comes in with its comment`() async throws {
        let desk = try ExchangeDesk()
        let first = try await take("salesforce-soap.xml", on: desk)
        #expect(first.isClean && first.counts == IntakeCounts(applied: 2), "\(first)")
        #expect(try await take("salesforce-soap.xml", on: desk).counts == IntakeCounts(unchanged: 2))
        let ana = try #require(try await desk.ticket("5007F00000Qm2aAQAR", of: "salesforce"))
        #expect(ana.correspondence(naming: [:]).map(\.text).contains("We have asked <Ana> for the invoice."))
    }

    @Test func `the sample of an outbound message comes in, what is delivered twice once`() async throws {
        let desk = try ExchangeDesk()
        let first = try await take("salesforce-outbound.xml", on: desk)
        #expect(first.isClean && first.counts == IntakeCounts(applied: 2, unchanged: 1), "\(first)")
        #expect(first.losses == 1)
        let state = await desk.store.snapshot
        #expect(!"\(state.tickets) \(state.runs) \(state.intakeRecords)".contains("opens.nothing"))
    }

    @Test func `the sample of a batch's results says which row was refused`() async throws {
        let report = try await take("salesforce-results.xml", on: ExchangeDesk())
        #expect(
            report.problems == [
                "test.xml:4:3: row 2 of the batch was refused there: INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: this "
                    + "restricted picklist has no value 'Working' (Status)"
            ]
        )
    }

    @Test func `invalid records are quarantined for what is wrong with each`() async throws {
        let desk = try ExchangeDesk()
        let report = try await take("invalid/salesforce-records.xml", on: desk)
        #expect(report.counts == IntakeCounts(quarantined: 5))
        let words = [
            "Priority: ", "Id: the record has two, '5007F00000Qm5bBQAR' and '5007F00000Qm5cCQAR'; export it again",
            "LastModifiedDate: ", "a record of 'Contact' is not read; query Case, or CaseComment",
            "belongs to '5007F00000Qm5eEQAR', which is neither in this document nor here",
        ]
        for (record, word) in zip(report.quarantined, words) {
            #expect(record.reasons.contains { $0.contains(word) }, "\(record)")
        }
        #expect(report.quarantined.map(\.line) == [3, 4, 5, 6, 7])
        #expect(await desk.store.snapshot.tickets.isEmpty)
    }

    @Test(arguments: [
        (
            "salesforce-batch.xml",
            "test.xml:2:1: this is a batch to be loaded into Salesforce; read the result of a query"
        ),
        ("salesforce-doctype.xml", "test.xml:2:1: a document type declaration is not allowed; remove it"),
    ])
    func `an invalid sample is refused, and nothing is kept`(_ file: String, _ sentence: String) async throws {
        let desk = try ExchangeDesk()
        await #expect { _ = try await take("invalid/\(file)", on: desk) } throws: {
            ($0 as? DocumentFault)?.sentence == sentence
        }
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
    }
}
