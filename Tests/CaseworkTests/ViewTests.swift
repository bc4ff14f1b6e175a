import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets

struct ViewTests {
    private let ada = Actor.sample(SamplePeople.agent)
    private let kim = Actor.sample(SamplePeople.requester)

    @Test func `the desk has built-in views, and me is whoever reads`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: .underReview)
        _ = try await fixture.sample.file()
        let views = try await fixture.desk.countedViews(for: ada)
        #expect(views.map(\.view.name) == ["mine", "unassigned", "awaiting-approval", "disputed", "due-today"])
        #expect(views.prefix(4).map(\.count) == [1, 1, 1, 0])
        #expect(try await fixture.desk.countedViews(for: .sample(SamplePeople.otherAgent)).first?.count == 0)
        #expect(try await fixture.desk.views(for: .sample(SamplePeople.approver)).map(\.name).first == "unassigned")
        #expect(try await fixture.desk.views(for: kim) == [])
        for view in BuiltInView.allCases { _ = try TicketQuery(view.query) }
    }

    @Test func `a view is kept for its owner, a shared one for all, and the own one goes first`() async throws {
        let fixture = try await Fixture()
        try await fixture.desk.saveView(named: "Big", query: "amount>=1000", isShared: true, by: ada)
        try await fixture.desk.saveView(named: "Big", query: "amount>=5000", isShared: false, by: kim)
        try await fixture.desk.saveView(named: "나의 것", query: "requester:me", isShared: false, by: kim)
        #expect(try await fixture.desk.view(named: "Big", for: ada).query == "amount>=1000")
        #expect(try await fixture.desk.view(named: "Big", for: kim).query == "amount>=5000")
        let own = try await fixture.desk.views(for: kim)
        #expect(own.map(\.name) == ["Big", "Big", "나의 것"])
        #expect(own.map(\.scope) == [.shared(by: "ada"), .personal, .personal])
        await fixture.expectRefusal(.noSuchView("나의 것")) {
            _ = try await fixture.desk.view(named: "나의 것", for: ada)
        }
        try await fixture.desk.saveView(named: "Big", query: "amount>=9000", isShared: false, by: kim)
        #expect(await fixture.contents().views.count == 3)
        try await fixture.desk.removeView(named: "Big", isShared: false, by: kim)
        #expect(try await fixture.desk.view(named: "Big", for: kim).query == "amount>=1000")
        await fixture.expectRefusal(.noSuchView("Big")) {
            try await fixture.desk.removeView(named: "Big", isShared: false, by: kim)
        }
    }

    @Test func `what cannot be saved is refused, and nothing is kept`() async throws {
        let fixture = try await Fixture()
        func refused(_ name: String, _ query: String, shared: Bool = false, _ actor: Actor, _ error: DeskError) async {
            await fixture.expectRefusal(error) {
                try await fixture.desk.saveView(named: name, query: query, isShared: shared, by: actor)
            }
        }
        await refused("x", "status:nope", ada, .badQuery(bad("status:nope")))
        await refused("x", "is:open", shared: true, kim, .notAllowed(.shareViews))
        await refused("x", "is:open", shared: true, .sample(SamplePeople.auditor), .notAllowed(.shareViews))
        await refused(" ", "is:open", ada, .invalid(Problems([Problem("name", .missing)])))
        await refused("mine", "is:open", ada, .invalid(Problems([Problem("name", .duplicateName("mine"))])))
        let long = String(repeating: "x", count: 61)
        await refused(
            long,
            "is:open",
            ada,
            .invalid(Problems([Problem("name", .tooLong(limit: 60, actual: 61))]))
        )
        await fixture.expectRefusal(.notAllowed(.shareViews)) {
            try await fixture.desk.removeView(named: "x", isShared: true, by: kim)
        }
    }

    @Test func `there are so many views and no more, but one can be changed`() async throws {
        let fixture = try await Fixture()
        for number in 1...SavedView.limit {
            try await fixture.desk.saveView(named: "\(number)", query: "", isShared: false, by: ada)
        }
        await fixture.expectRefusal(.tooManyViews(limit: 50)) {
            try await fixture.desk.saveView(named: "more", query: "", isShared: false, by: ada)
        }
        try await fixture.desk.saveView(named: "7", query: "is:done", isShared: false, by: ada)
        try await fixture.desk.saveView(named: "more", query: "", isShared: false, by: kim)
        #expect(try await fixture.desk.view(named: "7", for: ada).query == "is:done")
    }

    @Test func `a query that can no longer be read has no count and harms no other`() async throws {
        let fixture = try await Fixture()
        let old = StoredView(
            owner: nil,
            name: "old",
            query: "gone:1",
            savedBy: SamplePeople.agent.id,
            savedByName: "ada",
            savedAt: SampleClock.start
        )
        try await fixture.store.write { try $0.save(old) }
        let views = try await fixture.desk.countedViews(for: ada)
        #expect(views.last?.view.name == "old" && views.last?.count == nil)
        #expect(views.dropLast().allSatisfy { $0.count != nil })
    }

    private func bad(_ query: String) -> QueryFault {
        do throws(QueryFault) { _ = try TicketQuery(query) } catch { return error }
        return QueryFault(.openQuote, column: 0)
    }
}
