import Basics

/// The columns that follow a state by rules which no import runs.
struct UnloadState {
    private let state: String
    private let endedAt: Instant

    private static let resolved = "6"
    private static let closed = "7"
    private static let cancelled = "8"

    init(_ state: String, endedAt: Instant) {
        self.state = state
        self.endedAt = endedAt
    }

    /// A time that does not hold any more is written as nothing, so that reopening takes it away there.
    var columns: [(name: String, value: String)] {
        let isOver = state == Self.closed || state == Self.cancelled
        let isResolved = state == Self.resolved || state == Self.closed
        let time = UnloadTime.text(endedAt)
        return [
            ("state", state), ("incident_state", state), ("active", isOver ? "false" : "true"),
            ("closed_at", isOver ? time : ""), ("resolved_at", isResolved ? time : ""),
        ]
    }
}
