private import Basics
package import Orders

extension Words {
    /// Whether something can be cancelled, until when, and what to do when it cannot.
    package func sentence(_ verdict: LineVerdict) -> String {
        switch verdict {
        case .eligible(let until, let daysLeft):
            daysLeft == 0
                ? self("verdict.lastDay", ["until": absolute(until)])
                : count("verdict.eligible", daysLeft, ["until": absolute(until)])
        case .windowPassed(let end, let window):
            self(
                "verdict.windowPassed",
                ["window": name(window), "day": end.adding(milliseconds: -1).day.description, "end": absolute(end)]
            )
        case .needsSupport(let reason): self("verdict.needsSupport.\(reason.rawValue)")
        case .notSupported(let reason): self("verdict.notSupported.\(reason.rawValue)")
        case .alreadyCancelled(let at, let who): self("verdict.alreadyCancelled", ["who": who, "at": absolute(at)])
        case .inProgress(let holder): self("verdict.inProgress", ["holder": quoted(holder)])
        case .nothingLeft: self("verdict.nothingLeft")
        }
    }

    /// The verdict in two or three words, for a mark.
    package func mark(_ verdict: LineVerdict) -> String { self("verdict.mark.\(verdict.key)") }
}

extension LineVerdict {
    /// What style sheets and words call it.
    package var key: String {
        switch self {
        case .eligible: "eligible"
        case .windowPassed: "windowPassed"
        case .needsSupport: "needsSupport"
        case .notSupported: "notSupported"
        case .alreadyCancelled: "alreadyCancelled"
        case .inProgress: "inProgress"
        case .nothingLeft: "nothingLeft"
        }
    }
}
