package import Basics

/// Business time is the set of all instants at which the wall clock shows a working minute of a working day. So an hour
/// that the clock skips in spring is no business time, one that it shows twice in autumn counts twice, and the business
/// time from a to c is that from a to b and that from b to c, wherever b lies.
extension BusinessCalendar {
    /// An uninterrupted stretch of business time.
    package struct Piece: Hashable, Sendable {
        package let from: Instant
        package let to: Instant
        /// Milliseconds by which the wall clock is ahead of UTC here.
        package let offset: Int64

        package var milliseconds: Int64 { to.milliseconds - from.milliseconds }
    }

    /// How far ``instant(after:from:)`` looks, in days: ten years.
    private static let reach: Int64 = 3_653

    /// Business milliseconds between two instants; 0 when `to` is not later than `from`.
    package func elapsed(from: Instant, to: Instant) -> Int64 {
        var sum: Int64 = 0
        walk(from: from, to: to) { piece in
            sum += piece.milliseconds
            return true
        }
        return sum
    }

    /// The first instant at which `milliseconds` of business time have passed since `from`: `from` itself for none. Nil
    /// when ten years do not hold so much.
    package func instant(after milliseconds: Int64, from: Instant) -> Instant? {
        if milliseconds <= 0 { return from }
        var left = milliseconds
        var found: Instant?
        walk(from: from, to: from.adding(days: Self.reach)) { piece in
            if left <= piece.milliseconds { found = piece.from.adding(milliseconds: left) }
            left -= piece.milliseconds
            return left > 0
        }
        return found
    }

    /// The stretches of business time between two instants, in order.
    package func pieces(from: Instant, to: Instant) -> [Piece] {
        var pieces: [Piece] = []
        walk(from: from, to: to) { piece in
            pieces.append(piece)
            return true
        }
        return pieces
    }

    /// Hands out the pieces in order until `body` has had enough. Goes day by day through every span in which the wall
    /// clock keeps its distance from UTC, so that a turned clock cuts a piece in two.
    private func walk(from: Instant, to: Instant, _ body: (Piece) -> Bool) {
        var start = from
        while start < to {
            let (offset, until) = zone.offset(at: start)
            let end = min(until ?? to, to)
            var day = start.adding(milliseconds: offset).day
            var midnight = day.start.adding(milliseconds: -offset)
            while midnight < end {
                for hours in hours(on: day) {
                    let from = max(start, midnight.adding(milliseconds: Int64(hours.start) * 60_000))
                    let to = min(end, midnight.adding(milliseconds: Int64(hours.end) * 60_000))
                    if from < to, !body(Piece(from: from, to: to, offset: offset)) { return }
                }
                day = day.adding(days: 1)
                midnight = midnight.adding(days: 1)
            }
            start = end
        }
    }
}
