/// One way out of a status: what is done, where it leads, and who may do it.
package struct Exit<Status: WorkflowStatus>: Hashable, Sendable {
    package let action: Status.Action
    package let to: Status
    package let parts: Set<Status.Part>
    /// True when the first of two people who do it changes nothing yet.
    package let mayStay: Bool

    package static func on(
        _ action: Status.Action,
        to status: Status,
        by parts: Status.Part...,
        orStay: Bool = false
    ) -> Self {
        Exit(action: action, to: status, parts: Set(parts), mayStay: orStay)
    }
}

/// An exit together with the status it leaves; `from` is nil for the ways into the workflow.
package struct Transition<Status: WorkflowStatus>: Hashable, Sendable {
    package let from: Status?
    package let exit: Exit<Status>
}

extension Exit {
    /// Who may do it, in declaration order.
    package var orderedParts: [Status.Part] {
        Status.Part.allCases.filter { parts.contains($0) }
    }
}
