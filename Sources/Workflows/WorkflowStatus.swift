/// A status that knows every way out of itself.
///
/// Conform an enum, list its ``exits`` case by case, and the machine can be walked, drawn and tested as data. A new case
/// does not compile until its exits are written down.
package protocol WorkflowStatus: CaseIterable, Hashable, Sendable, RawRepresentable<String> {
    associatedtype Action: CaseIterable, Hashable, Sendable, RawRepresentable<String>
    /// What a person can be towards the thing that moves: its requester, an agent…
    associatedtype Part: CaseIterable, Hashable, Sendable, RawRepresentable<String>

    /// The ways into the workflow.
    static var entries: [Exit<Self>] { get }
    /// The ways out of this status, and what may be done while staying in it.
    var exits: [Exit<Self>] { get }
}

extension WorkflowStatus {
    /// The whole machine, in declaration order.
    package static var transitions: [Transition<Self>] {
        entries.map { Transition(from: nil, exit: $0) }
            + allCases.flatMap { status in status.exits.map { Transition(from: status, exit: $0) } }
    }

    /// True when nothing leads away from it any more.
    package var isFinal: Bool { exits.allSatisfy { $0.to == self } }

    /// The exit that `action` takes for somebody who plays `parts`, or the reason there is none.
    package func exit(by action: Action, as parts: Set<Part>) throws(Refusal<Self>) -> Exit<Self> {
        guard let exit = exits.first(where: { $0.action == action }) else {
            throw .noSuchExit(from: self, action: action, instead: exits.map(\.action))
        }
        guard !exit.parts.isDisjoint(with: parts) else {
            throw .wrongPart(from: self, exit: exit, held: parts)
        }
        return exit
    }
}
