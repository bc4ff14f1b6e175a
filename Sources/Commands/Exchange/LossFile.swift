import Basics
import Exchange
import Glibc
import Synchronization

/// What could not be carried, a line each, counted and, when somebody asked for it, in a CSV file.
final class LossFile: Sendable {
    private struct State {
        var count: Int64 = 0
        var first: [Loss] = []
        var failure: (any Error)?
    }

    /// Losses that are said at once; all of them are in the file.
    private static let said = 5

    private let sink: DescriptorSink?
    private let descriptor: Int32?
    private let state = Mutex(State())

    /// - Parameter file: the file's own, opened by ``NewFile``; nil to count alone.
    init(_ file: (sink: DescriptorSink, descriptor: Int32)?) throws {
        sink = file?.sink
        descriptor = file?.descriptor
        try sink?.write(Self.head)
    }

    private static var head: [UInt8] { Array(CSVText.line(["record", "field", "loss"]).utf8) }

    func take(_ news: LossNews) {
        switch news {
        case .lost(let losses): take(losses)
        case .startedAgain:
            state.withLock { state in
                state = State()
                do {
                    try sink?.flush()
                    if let descriptor {
                        ftruncate(descriptor, 0)
                        lseek(descriptor, 0, SEEK_SET)
                    }
                    try sink?.write(Self.head)
                } catch { state.failure = error }
            }
        }
    }

    func take(_ losses: [Loss]) {
        state.withLock { state in
            state.count += Int64(losses.count)
            state.first += losses.prefix(max(0, Self.said - state.first.count))
            guard let sink, state.failure == nil else { return }
            do {
                for loss in losses {
                    try sink.write(Array(CSVText.line([loss.record, loss.field, loss.sentence]).utf8))
                }
            } catch { state.failure = error }
        }
    }

    /// Throws what went wrong with the file meanwhile.
    func check() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Says how much was lost, and the first of it where nobody asked for a file.
    func say(on console: Console, path: String?) {
        let (count, first) = state.withLock { ($0.count, $0.first) }
        guard count > 0 else { return }
        let things = count == 1 ? "1 thing was" : "\(Sizes.grouped(count)) things were"
        if let path {
            console.say("\(things) not carried as they were; see \(SafeText.line(path))")
            return
        }
        for loss in first { console.say(SafeText.line(loss.description)) }
        let rest = count > Int64(first.count) ? "; and \(Sizes.grouped(count - Int64(first.count))) more" : ""
        console.say("\(things) not carried as they were\(rest); --losses FILE lists them")
    }
}

extension LossFile {
    /// Runs `body` with a place for losses. A file, when one is named, is there when `body` is over, or not at all.
    static func keeping<Value>(
        _ path: String?,
        _ surroundings: Surroundings,
        _ body: (LossFile) async throws -> Value
    ) async throws -> Value {
        guard let path else { return try await body(LossFile(nil)) }
        return try await NewFile.write(path, replacing: true, name: surroundings.makeID().description) { sink in
            let file = try LossFile((sink, sink.number))
            let value = try await body(file)
            try file.check()
            return value
        }
    }
}
