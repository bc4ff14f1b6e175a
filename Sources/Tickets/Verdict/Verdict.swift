package import Basics

/// What the rules and the books say of a request at one moment: an answer of every check, none of which hides another.
package struct Verdict: Hashable, Sendable {
    /// In the order of the checks; a check has none where it cannot be asked, as of an order that is not in the books, and
    /// several where it finds several things.
    package let findings: [Finding]
    /// The first instant at which the window is closed; nil when there is none.
    package let deadline: Instant?
    /// Whole calendar days (UTC) until the window closes, 0 on the last; nil when it is closed or there is none.
    package let daysLeft: Int?
    /// The most that can still be given back; nil when the books do not know.
    package let maximum: Money?
    /// What cancelling would credit now; nil when it cannot be cancelled.
    package let quoted: Money?

    package init(findings: [Finding], deadline: Instant?, daysLeft: Int?, maximum: Money?, quoted: Money?) {
        self.findings = findings
        self.deadline = deadline
        self.daysLeft = daysLeft
        self.maximum = maximum
        self.quoted = quoted
    }

    /// The worst of the answers.
    package var ruling: Ruling {
        for ruling in [Ruling.ineligible, .needsHuman] where findings.contains(where: { $0.ruling == ruling }) {
            return ruling
        }
        return .eligible
    }

    /// What stands against it, the worst first.
    package var reasons: [Finding] {
        findings.filter { $0.ruling == .ineligible } + findings.filter { $0.ruling == .needsHuman }
    }

    /// As it is kept with the decision that was taken on it.
    package var record: VerdictRecord {
        VerdictRecord(
            ruling: ruling,
            answers: findings.map {
                VerdictRecord.Answer(check: $0.check, ruling: $0.ruling, sentence: $0.sentence)
            },
            deadline: deadline,
            maximum: maximum
        )
    }
}

/// A verdict as it stood when a decision was taken, in the words of that day.
package struct VerdictRecord: Hashable, Sendable {
    package struct Answer: Hashable, Sendable {
        package let check: Check
        package let ruling: Ruling
        /// In English.
        package let sentence: String
    }

    package let ruling: Ruling
    package let answers: [Answer]
    package let deadline: Instant?
    package let maximum: Money?
}
