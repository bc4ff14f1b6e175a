import Basics
import Casework
import Exchange
import Synchronization

/// How far an import or a bulk has come, on one line of the terminal that is written over. Says nothing where there is none.
final class ProgressLine: Sendable {
    /// Milliseconds between two looks.
    private static let pause: Int64 = 100

    private struct State {
        var last: Instant
        var isShown = false
        var received: Int64 = 0
    }

    private let console: Console
    private let now: @Sendable () -> Instant
    private let start: Instant
    private let state: Mutex<State>

    init(_ surroundings: Surroundings) {
        console = surroundings.console
        now = surroundings.now
        start = surroundings.now()
        state = Mutex(State(last: start))
    }

    /// How many records were applied, left or quarantined when it last heard.
    var received: Int64 { state.withLock { $0.received } }

    func show(_ progress: ImportProgress) {
        state.withLock { $0.received = progress.counts.received }
        show { Self.text(progress, elapsed: $0) }
    }

    func show(_ progress: ExportProgress) {
        show { elapsed in
            let rate = Sizes.grouped(progress.tickets * 1_000 / max(elapsed, 1))
            return "\(Sizes.grouped(progress.tickets)) tickets  \(Sizes.bytes(progress.bytes))  \(rate)/s"
        }
    }

    func show(tickets count: Int) {
        show { elapsed in
            let rate = Sizes.grouped(Int64(count) * 1_000 / max(elapsed, 1))
            return "\(Sizes.grouped(Int64(count))) tickets  \(rate)/s"
        }
    }

    func show(_ progress: BulkProgress) {
        show { Self.text(progress, elapsed: $0) }
    }

    private func show(_ text: (_ elapsed: Int64) -> String) {
        guard console.errorsAreTerminal else { return }
        let now = now()
        state.withLock { state in
            guard now.milliseconds - state.last.milliseconds >= Self.pause else { return }
            state.last = now
            state.isShown = true
            let line = text(now.milliseconds - start.milliseconds)
            put("\r\u{1b}[K" + DisplayWidth.cut(line, to: max(console.width - 1, 10)))
        }
    }

    /// Takes the line away.
    func clear() {
        state.withLock { state in
            if state.isShown { put("\r\u{1b}[K") }
            state.isShown = false
        }
    }

    /// `24,500 records  61 of 200 MB  9,300/s  15 s left`.
    static func text(_ progress: ImportProgress, elapsed: Int64) -> String {
        let elapsed = max(elapsed, 1)
        var parts = ["\(Sizes.grouped(progress.counts.received)) records"]
        if progress.counts.quarantined > 0 {
            parts[0] += " (\(Sizes.grouped(progress.counts.quarantined)) quarantined)"
        }
        parts.append(
            Sizes.bytes(progress.bytes) + (progress.totalBytes.map { " of \(Sizes.bytes($0))" } ?? "")
        )
        parts.append("\(Sizes.grouped(progress.counts.received * 1_000 / elapsed))/s")
        if let total = progress.totalBytes, progress.bytes > 0 {
            let left = Double(total - progress.bytes) / Double(progress.bytes) * Double(elapsed) / 1_000
            parts.append("\(Sizes.grouped(Int64(max(0, left).rounded(.up)))) s left")
        }
        return parts.joined(separator: "  ")
    }

    /// `2,500 of 5,132 tickets (3 not done)  1,200/s  3 s left`.
    static func text(_ progress: BulkProgress, elapsed: Int64) -> String {
        let elapsed = max(elapsed, 1)
        let (done, size) = (Int64(progress.counts.all), Int64(progress.size))
        var first = "\(Sizes.grouped(done)) of \(Sizes.grouped(size)) tickets"
        if progress.counts.left > 0 { first += " (\(Sizes.grouped(Int64(progress.counts.left))) not done)" }
        let left = done > 0 ? ((size - done) * elapsed + done * 1_000 - 1) / (done * 1_000) : 0
        return [first, "\(Sizes.grouped(done * 1_000 / elapsed))/s", "\(Sizes.grouped(left)) s left"]
            .joined(separator: "  ")
    }

    private func put(_ text: String) {
        try? console.errors.write(Array(text.utf8))
        try? console.errors.flush()
    }
}
