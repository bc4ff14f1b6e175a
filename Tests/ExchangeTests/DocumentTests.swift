import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import XML

/// What docs/exchange.md shows is what the program does.
@Suite struct DocumentTests {
    struct Example {
        let xml: String
        /// What `recoup validate` says of it.
        let problems: String
    }

    /// Every `xml` block of the page, with the `problems` block that follows it directly.
    private func examples() throws -> [Example] {
        let page = try Project.text("docs/exchange.md")
        let blocks = page.matches(of: /```(xml|problems|console|text)\n([\s\S]*?)```/).map {
            (String($0.1), String($0.2))
        }
        return blocks.indices.filter { blocks[$0].0 == "xml" }.map { index in
            let next = index + 1
            let isFollowed = next < blocks.count && blocks[next].0 == "problems"
            return Example(xml: blocks[index].1, problems: isFollowed ? blocks[next].1 : "")
        }
    }

    @Test func `every example is a document with exactly the problems that the page shows`() throws {
        let examples = try examples()
        #expect(examples.count == 6)
        for example in examples {
            let check = DocumentValidation(
                of: .bytes(Array(example.xml.utf8)),
                named: "example.xml",
                schema: try Project.schema()
            )
            #expect(check.problems.map { $0 + "\n" }.joined() == example.problems)
            let isAllowed = try Project.xmllint(Array(example.xml.utf8)).status == 0
            #expect(isAllowed == !example.problems.contains("element '"))
        }
    }

    @Test func `every example comes in as far as it is good`() async throws {
        for example in try examples() {
            let desk = try ExchangeDesk()
            let report = try await desk.take(example.xml)
            #expect(report.isClean == example.problems.isEmpty)
            #expect(report.counts.received > 0)
        }
    }

    @Test func `the example of an archive is what the desk writes`() async throws {
        let store = MemoryStore()
        let sample = try await SampleDesk(on: store, people: [SamplePeople.agent, SamplePeople.requester])
        let ticket = try await sample.file()
        try await sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let note = Message(text: "Keys were never used.\r\n", visibility: .internal)
        try await sample.perform(.note(note), on: ticket, by: SamplePeople.agent)
        let sink = Sink()
        _ = try await ArchiveWriter()
            .write(TicketQuery(terms: []), from: sample.desk, for: .sample(ExchangeDesk.integrator)) { sink.append($0) }
        let archive = String(decoding: sink.bytes, as: UTF8.self)
        #expect(try examples().contains { $0.xml == archive }, "\(archive)")
    }

    @Test func `the example of an archive of orders is what the desk writes`() async throws {
        let purchase = try #require(try examples().first { $0.xml.contains("<purchase ") })
        let desk = try ExchangeDesk()
        try await desk.take(purchase.xml)
        let id = "hK3vQ8xYw2ZrT0bN5mL7cJ1dF4gS6pA91"
        let agent = Actor.sample(SamplePeople.adminAgent)
        let quote = try #require(try await desk.desk.quote(id, for: agent).offered)
        let confirmation = CancellationConfirmation(
            customer: CustomerReference("Contoso"),
            product: "SQL Server 2019 Enterprise Core",
            isAcknowledged: true,
            reference: "655890ba-4d2b-40d2-a95f-4ea0c4ffd9f5"
        )
        _ = try await desk.desk.cancel(id, quote: quote.id, confirmation, by: agent)
        let archive = String(decoding: try await desk.archive(), as: UTF8.self)
        #expect(try examples().contains { $0.xml == archive }, "\(archive)")
    }

    @Test func `the page names every element and attribute of the schema`() throws {
        let page = try Project.text("docs/exchange.md")
        let schema = try Project.text("Templates/exchange/recoup-1.xsd")
        for match in schema.matches(of: /<xs:(?:element|attribute) name="([A-Za-z0-9]+)"/) {
            #expect(page.contains("`\(match.1)`"), "\(match.1)")
        }
    }

    @Test func `the page and the schema state the sizes of parts`() throws {
        let page = try Project.text("docs/exchange.md")
        #expect(page.contains("at most 5,000 entries") && CustomerClaim.part == 5_000)
        #expect(page.contains("at most 1,000 lines") && InvoiceClaim.part == 1_000 && ReadRow.part == 1_000)
        let schema = try Project.text("Templates/exchange/recoup-1.xsd")
        #expect(schema.contains("more than 5,000 entries") && schema.contains("more than 1,000 lines"))
    }

    @Test func `the schema knows every value that the desk knows`() throws {
        let schema = try Project.text("Templates/exchange/recoup-1.xsd")
        func values(of type: String) -> [String] {
            let body =
                schema.components(separatedBy: "<xs:simpleType name=\"\(type)\">").last?
                .components(separatedBy: "</xs:simpleType>").first ?? ""
            return body.matches(of: /enumeration value="([^"]+)"/).map { String($0.1) }
        }
        #expect(values(of: "status") == TicketStatus.allCases.map(\.rawValue))
        #expect(values(of: "action") == TicketAction.allCases.map(\.rawValue))
        #expect(values(of: "origin") == Origin.allCases.map(\.rawValue))
        #expect(values(of: "problemType") == ProblemType.allCases.map(\.rawValue))
        #expect(values(of: "impact") == Impact.allCases.map(\.rawValue))
        #expect(values(of: "refundReason") == RefundReason.allCases.map(\.rawValue))
        #expect(values(of: "visibility") == Visibility.allCases.map(\.rawValue))
        #expect(values(of: "role") == Role.allCases.map(\.rawValue))
        #expect(values(of: "segment") == Segment.allCases.map(\.rawValue))
        #expect(values(of: "productClass") == ProductClass.allCases.map(\.rawValue))
        #expect(values(of: "orderOrigin") == Order.Origin.allCases.map(\.rawValue))
        #expect(values(of: "treatment") == TaxTreatment.allCases.map(\.rawValue))
        #expect(values(of: "movementKind") == Movement.Kind.allCases.map(\.rawValue))
        #expect(values(of: "creditKind") == LineCredit.Kind.allCases.map(\.rawValue))
        #expect(values(of: "activityKind") == ActivityEntry.Kind.allCases.map(\.rawValue))
        #expect(values(of: "chargeType") == ChargeType.allCases.map(\.rawValue))
        #expect(values(of: "language") == Language.allCases.map(\.rawValue))
        #expect(values(of: "kind") == DocumentKind.allCases.map(\.rawValue))
        #expect(schema.contains("<xs:maxLength value=\"\(FileContent.chunkSize)\"/>"))
        #expect(schema.contains("<xs:maxLength value=\"\(Message.limit)\"/>"))
    }
}
