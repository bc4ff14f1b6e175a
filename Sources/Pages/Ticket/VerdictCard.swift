package import Basics
private import Casework
package import Tickets

/// What the rules and the books say of a request, as a card: on the ticket, and beside the form before it is filed.
package struct VerdictCard: Sendable {
    package let ruling: String
    package let rulingKey: String
    package let figures: [Figure]
    package let findings: [Row]

    /// What people look for first.
    package struct Figure: Sendable {
        package let label: String
        package let value: String
        package let remark: String
    }

    /// The answer of one check.
    package struct Row: Sendable {
        package let check: String
        package let rulingKey: String
        package let ruling: String
        package let sentence: String
    }

    package init(_ verdict: Verdict, _ words: Words, now: Instant) {
        ruling = words.name(verdict.ruling)
        rulingKey = verdict.ruling.rawValue
        findings = verdict.findings.map { finding in
            Row(
                check: words.title(finding.check),
                rulingKey: finding.ruling.rawValue,
                ruling: words.name(finding.ruling),
                sentence: words.sentence(finding)
            )
        }
        var figures: [Figure] = []
        if let deadline = verdict.deadline {
            let left = verdict.daysLeft.map { $0 == 0 ? words("judged.lastDay") : words.count("judged.daysLeft", $0) }
            figures.append(
                Figure(label: words("judged.deadline"), value: words.absolute(deadline), remark: left ?? "")
            )
        }
        if let maximum = verdict.maximum {
            figures.append(Figure(label: words("judged.maximum"), value: words.amount(maximum), remark: ""))
        }
        if let quoted = verdict.quoted {
            figures.append(Figure(label: words("judged.quoted"), value: words.amount(quoted), remark: ""))
        }
        self.figures = figures
    }
}

/// A link to another request.
package struct LinkRow: Sendable {
    package let path: String
    package let text: String

    init(_ link: TicketLink, _ words: Words) {
        path = Paths.ticket(.id(link.other.id))
        text = words("ticket.link.\(link.relation.rawValue)", ["name": link.other.name])
    }
}
