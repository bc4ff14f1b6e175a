import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets
import Workflows

struct PeopleTests {
    @Test func `on a desk without people the first has every role but the customer's`() async throws {
        let fixture = try await Fixture(people: [])
        let (first, isFirst) = try await fixture.desk.person(named: " kim ")
        #expect(isFirst && first.systemName == "kim")
        #expect(first.roles == Set(Role.allCases).subtracting([.customerGlobalAdmin]))
        #expect(await fixture.contents().people.isEmpty)
        let settled = try await fixture.desk.settle(first, organisation: "Fabrikam")
        #expect(settled == first)
        let (again, isStillFirst) = try await fixture.desk.person(named: "kim")
        #expect(again == first && !isStillFirst)
        await fixture.expectRefusal(.noSuchPerson("lee")) {
            _ = try await fixture.desk.person(named: "lee")
        }
        let late = SamplePeople.person(77, "lee", "Lee", nil, [.agent])
        await fixture.expectRefusal(.noSuchPerson("lee")) {
            _ = try await fixture.desk.settle(late, organisation: "Fabrikam")
        }
    }

    @Test func `a person is added with every problem told`() async throws {
        let fixture = try await Fixture()
        let actor = Actor.sample(SamplePeople.administrator)
        func add(_ name: String, _ shown: String?, _ email: String?, _ actor: Actor) async throws -> Person {
            try await fixture.desk.addPerson(
                named: name,
                displayName: shown,
                email: email,
                language: .korean,
                roles: [.agent],
                by: actor
            )
        }
        let added = try await add("mina", nil, "mina@fabrikam.com", actor)
        #expect(added.displayName == "mina" && added.organisation == SamplePeople.organisation.id)
        let problems = Problems([
            Problem("name", .forbiddenCharacter(scalar: 0x20, position: 3)), Problem("display-name", .missing),
            Problem("email", .notAnEmail("x")),
        ])
        await fixture.expectRefusal(.invalid(problems)) { _ = try await add("mi na", " ", "x", actor) }
        await fixture.expectRefusal(.invalid(Problems([Problem("name", .duplicateName("mina"))]))) {
            _ = try await add("mina", nil, nil, actor)
        }
        await fixture.expectRefusal(.notAllowed(.managePeople)) {
            _ = try await add("other", nil, nil, .sample(SamplePeople.agent))
        }
    }

    @Test func `the last administrator stays one`() async throws {
        let fixture = try await Fixture()
        let actor = Actor.sample(SamplePeople.administrator)
        await fixture.expectRefusal(.invalid(Problems([Problem("roles", .lastAdministrator)]))) {
            _ = try await fixture.desk.changeRoles(of: "root", adding: [], removing: [.administrator], by: actor)
        }
        let ada = try await fixture.desk.changeRoles(of: "ada", adding: [.administrator], removing: [.agent], by: actor)
        #expect(ada.roles == [.administrator])
        let root = try await fixture.desk.changeRoles(of: "root", adding: [], removing: [.administrator], by: actor)
        #expect(root.roles == [])
        await fixture.expectRefusal(.noSuchPerson("zoe")) {
            _ = try await fixture.desk.changeRoles(of: "zoe", adding: [], removing: [], by: actor)
        }
        await fixture.expectRefusal(.notAllowed(.managePeople)) {
            let agent = Actor.sample(SamplePeople.agent)
            _ = try await fixture.desk.changeRoles(of: "kim", adding: [.agent], removing: [], by: agent)
        }
    }

    @Test func `the desk sees everybody by name, a requester nobody`() async throws {
        let fixture = try await Fixture()
        let people = try await fixture.desk.people(for: .sample(SamplePeople.agent))
        #expect(people.map(\.systemName) == SamplePeople.all.map(\.systemName).sorted())
        await fixture.expectRefusal(.notAllowed(.seeAllTickets)) {
            _ = try await fixture.desk.people(for: .sample(SamplePeople.requester))
        }
    }
}
