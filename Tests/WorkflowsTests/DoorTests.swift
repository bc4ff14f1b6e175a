import Testing
import Workflows

/// A machine small enough to write its drawings by hand.
enum Door: String, WorkflowStatus {
    case shut, ajar, gone

    enum Action: String, CaseIterable, Hashable, Sendable {
        case build, open, close, knock, tear
    }

    enum Part: String, CaseIterable, Hashable, Sendable {
        case guest, owner
    }

    static let entries: [Exit<Self>] = [.on(.build, to: .shut, by: .owner)]

    var exits: [Exit<Self>] {
        switch self {
        case .shut: [.on(.open, to: .ajar, by: .owner, .guest, orStay: true), .on(.knock, to: .shut, by: .guest)]
        case .ajar: [.on(.close, to: .shut, by: .guest, .owner), .on(.tear, to: .gone, by: .owner)]
        case .gone: []
        }
    }
}

struct WorkflowStatusTests {
    @Test func `the whole machine stands in declaration order`() {
        let rows = Door.transitions.map {
            "\($0.from?.rawValue ?? "-") \($0.exit.action.rawValue) \($0.exit.to.rawValue)"
        }
        #expect(
            rows == [
                "- build shut", "shut open ajar", "shut knock shut", "ajar close shut", "ajar tear gone",
            ]
        )
    }

    @Test func `a status that nothing leaves is final`() {
        #expect(Door.allCases.map(\.isFinal) == [false, false, true])
    }

    @Test func `an exit is found for one who plays one of its parts`() throws {
        let exit = try Door.shut.exit(by: .open, as: [.guest])
        #expect(exit.to == .ajar)
        #expect(exit.mayStay)
        #expect(exit.orderedParts == [.guest, .owner])
    }

    @Test func `what does not apply is refused with what would`() {
        let refusal = Refusal<Door>.noSuchExit(from: .shut, action: .tear, instead: [.open, .knock])
        #expect(throws: refusal) { try Door.shut.exit(by: .tear, as: [.owner]) }
        #expect(refusal.sentence == "'tear' does not apply to a ticket that is shut; open, knock would")
        let final = Refusal<Door>.noSuchExit(from: .gone, action: .open, instead: [])
        #expect(throws: final) { try Door.gone.exit(by: .open, as: [.owner]) }
        #expect(final.sentence == "'open' does not apply to a ticket that is gone; nothing does, it is final")
    }

    @Test func `the wrong part is refused with the right one`() throws {
        let knock = try #require(Door.shut.exits.last)
        let wrong = Refusal<Door>.wrongPart(from: .shut, exit: knock, held: [.owner])
        #expect(throws: wrong) { try Door.shut.exit(by: .knock, as: [.owner]) }
        #expect(wrong.sentence == "'knock' takes guest, not owner")
        let none = Refusal<Door>.wrongPart(from: .shut, exit: Door.shut.exits[0], held: [])
        #expect(throws: none) { try Door.shut.exit(by: .open, as: []) }
        #expect(none.sentence == "'open' takes guest or owner, and you have no part in this ticket")
    }
}

struct DiagramTests {
    @Test func `mermaid`() {
        #expect(
            Diagram.mermaid.draw(Door.self) == """
                stateDiagram-v2
                    [*] --> shut: build (owner)
                    shut --> ajar: open (guest, owner)
                    ajar --> shut: close (guest, owner)
                    ajar --> gone: tear (owner)
                    gone --> [*]

                """
        )
    }

    @Test func `dot`() {
        #expect(
            Diagram.dot.draw(Door.self) == """
                digraph workflow {
                    rankdir=LR;
                    node [shape=box, style=rounded];
                    start [shape=point];
                    gone [peripheries=2];
                    start -> shut [label="build (owner)"];
                    shut -> ajar [label="open (guest, owner)"];
                    ajar -> shut [label="close (guest, owner)"];
                    ajar -> gone [label="tear (owner)"];
                }

                """
        )
    }

    @Test func `table`() {
        #expect(
            Diagram.table.draw(Door.self) == """
                | Status | Action | Leads to | Who |
                | --- | --- | --- | --- |
                | (new) | build | shut | owner |
                | shut | open | ajar, or stays for a second approval | guest, owner |
                | shut | knock | (stays) | guest |
                | ajar | close | shut | guest, owner |
                | ajar | tear | gone | owner |

                """
        )
    }

    @Test func `json`() {
        #expect(
            Diagram.json.draw(Door.self) == """
                [
                  {"from": null, "action": "build", "to": "shut", "mayStay": false, "by": ["owner"]},
                  {"from": "shut", "action": "open", "to": "ajar", "mayStay": true, "by": ["guest", "owner"]},
                  {"from": "shut", "action": "knock", "to": "shut", "mayStay": false, "by": ["guest"]},
                  {"from": "ajar", "action": "close", "to": "shut", "mayStay": false, "by": ["guest", "owner"]},
                  {"from": "ajar", "action": "tear", "to": "gone", "mayStay": false, "by": ["owner"]}
                ]

                """
        )
    }
}
