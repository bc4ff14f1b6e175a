import Basics
import Foundation
import Synchronization
import Testing

@testable import Commands

/// The command line inside the test's own process: a fixed clock, a database of its own, and everything written kept.
final class CommandRun: Sendable {
    struct Result: Equatable {
        let status: CommandOutcome
        let output: String
        let messages: String
    }

    let folder: Folder
    let clock: Mutex<Instant>
    private let identifiers: IdentifierSource
    private let output = MemorySink()
    private let errors = MemorySink()
    let isTerminal: Bool
    /// Standard input and the messages are a terminal as well.
    let asks: Bool
    let width: Int
    let environment: [String: String]

    convenience init(
        isTerminal: Bool = false,
        asks: Bool = false,
        width: Int = 80,
        environment: [String: String] = [:]
    ) throws {
        let start = try Instant("2026-11-23T08:15:00Z")
        let counter = Mutex<UInt64>(0)
        let identifiers = IdentifierSource(
            now: { start },
            random: {
                counter.withLock {
                    $0 += 1; return $0
                }
            }
        )
        try self.init(Folder(), start, identifiers, isTerminal, asks, width, environment)
    }

    /// The same database at the same time, in other surroundings.
    func again(_ environment: [String: String] = [:], isTerminal: Bool = false, asks: Bool = false, width: Int = 80)
        throws
        -> CommandRun
    {
        try CommandRun(folder, clock.withLock { $0 }, identifiers, isTerminal, asks, width, environment)
    }

    private init(
        _ folder: Folder,
        _ now: Instant,
        _ identifiers: IdentifierSource,
        _ isTerminal: Bool,
        _ asks: Bool,
        _ width: Int,
        _ environment: [String: String]
    ) throws {
        self.folder = folder
        clock = Mutex(now)
        self.identifiers = identifiers
        self.isTerminal = isTerminal
        self.asks = asks
        self.width = width
        self.environment = [
            "RECOUP_DATABASE": folder.file("desk.db"), "RECOUP_TEMPLATES": Repository.templates,
            "TMPDIR": folder.path,
        ].merging(environment) { $1 }
    }

    func advance(days: Int64) {
        clock.withLock { $0 = $0.adding(days: days) }
    }

    func set(_ instant: String) throws {
        let instant = try Instant(instant)
        clock.withLock { $0 = instant }
    }

    /// Without standard input.
    var surroundings: Surroundings {
        Surroundings(
            environment: environment,
            account: "tester",
            executableFolder: nil,
            console: Console(
                output: output,
                errors: errors,
                outputIsTerminal: isTerminal,
                errorsAreTerminal: asks,
                width: width,
                hasColour: Surroundings.hasColour(environment, isTerminal: isTerminal)
            ),
            input: Input(descriptor: -1, isTerminal: false),
            now: { self.clock.withLock { $0 } },
            makeID: { self.identifiers.next() },
            randomBytes: { [UInt8](repeating: 7, count: $0) },
            interruption: Interruption()
        )
    }

    /// Runs the words; `input` is standard input.
    func callAsFunction(_ words: String..., input: String = "") async throws -> Result {
        try await run(words, input: input)
    }

    func run(_ words: [String], input: String = "") async throws -> Result {
        let name = try folder.write(input, to: "standard-input")
        let handle = try #require(FileHandle(forReadingAtPath: name))
        defer { try? handle.close() }
        var surroundings = surroundings
        surroundings.input = Input(descriptor: handle.fileDescriptor, isTerminal: asks)
        let status = await RecoupCommand.perform(words, in: surroundings)
        return Result(status: status, output: output.take(), messages: errors.take())
    }

    /// Runs the words and expects that they are done; their output.
    @discardableResult
    func done(_ words: String..., input: String = "") async throws -> String {
        let result = try await run(words, input: input)
        #expect(result.status == .done, "\(words): \(result.messages)")
        return result.output
    }

    /// A desk with `tester` (every role) and one filed request, R-10001.
    @discardableResult
    func withTicket(_ title: String = "Licences bought twice") async throws -> CommandRun {
        _ = try await run(["tickets", "new"] + Self.facts(title))
        return self
    }

    /// The options of the customer that the request is about.
    static let customer = [
        "--tenant", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "--domain", "contoso.com", "--name", "Contoso", "--market",
        "US",
    ]

    /// The options of a complete request.
    static func facts(_ title: String = "Licences bought twice", amount: String = "1250.00 USD") -> [String] {
        [
            "--impact", "moderate", "--title", title, "--tenant", "contoso.com", "--order", "a1b2c3d4e5f6", "--reason",
            "accidental", "--amount", amount, "--contact-name", "Kim Minji", "--contact-email", "kim@fabrikam.com",
        ]
    }
}
