/// The machine as text that other programs draw.
package enum Diagram: String, CaseIterable, Sendable {
    case mermaid, dot, table, json

    /// Draws the whole machine of `Status`. The same machine always gives the same text, ending in a line feed.
    package func draw<Status: WorkflowStatus>(_ status: Status.Type) -> String {
        switch self {
        case .mermaid: mermaid(status)
        case .dot: dot(status)
        case .table: table(status)
        case .json: json(status)
        }
    }

    private func mermaid<Status: WorkflowStatus>(_: Status.Type) -> String {
        var lines = ["stateDiagram-v2"]
        for transition in Status.transitions where transition.from != transition.exit.to {
            lines.append(
                "    \(transition.from?.rawValue ?? "[*]") --> \(transition.exit.to.rawValue): \(label(transition))"
            )
        }
        for status in Status.allCases where status.isFinal { lines.append("    \(status.rawValue) --> [*]") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func dot<Status: WorkflowStatus>(_: Status.Type) -> String {
        var lines = [
            "digraph workflow {", "    rankdir=LR;", "    node [shape=box, style=rounded];", "    start [shape=point];",
        ]
        for status in Status.allCases where status.isFinal { lines.append("    \(status.rawValue) [peripheries=2];") }
        for transition in Status.transitions where transition.from != transition.exit.to {
            lines.append(
                "    \(transition.from?.rawValue ?? "start") -> \(transition.exit.to.rawValue) [label=\"\(label(transition))\"];"
            )
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private func table<Status: WorkflowStatus>(_: Status.Type) -> String {
        var lines = ["| Status | Action | Leads to | Who |", "| --- | --- | --- | --- |"]
        for transition in Status.transitions {
            let exit = transition.exit
            let goal = transition.from == exit.to ? "(stays)" : exit.to.rawValue
            let who = exit.orderedParts.map(\.rawValue).joined(separator: ", ")
            lines.append(
                "| \(transition.from?.rawValue ?? "(new)") | \(exit.action.rawValue) "
                    + "| \(goal)\(exit.mayStay ? ", or stays for a second approval" : "") | \(who) |"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func json<Status: WorkflowStatus>(_: Status.Type) -> String {
        let rows = Status.transitions.map { transition in
            let exit = transition.exit
            let who = exit.orderedParts.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            let from = transition.from.map { "\"\($0.rawValue)\"" } ?? "null"
            return "  {\"from\": \(from), \"action\": \"\(exit.action.rawValue)\", \"to\": \"\(exit.to.rawValue)\", "
                + "\"mayStay\": \(exit.mayStay), \"by\": [\(who)]}"
        }
        return "[\n" + rows.joined(separator: ",\n") + "\n]\n"
    }

    private func label<Status: WorkflowStatus>(_ transition: Transition<Status>) -> String {
        let exit = transition.exit
        return "\(exit.action.rawValue) (\(exit.orderedParts.map(\.rawValue).joined(separator: ", ")))"
    }
}
