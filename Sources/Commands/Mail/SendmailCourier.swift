import Casework

/// Hands messages to a sendmail-compatible program, as Postfix, Exim and msmtp bring one: `-t` reads the recipient from
/// the message, `-i` takes a line with a single dot for text.
struct SendmailCourier: Courier {
    private let program: ChildProgram
    private let surroundings: Surroundings

    /// `command` is a path or a name in `PATH`. `limit` stays below ten minutes, after which somebody else would try.
    init(
        _ surroundings: Surroundings,
        command: String = "/usr/sbin/sendmail",
        arguments: [String] = ["-t", "-i"],
        limit: Duration = .seconds(60)
    ) {
        program = ChildProgram(name: command, package: "msmtp-mta", arguments: arguments, limit: limit)
        self.surroundings = surroundings
    }

    func deliver(_ parcel: Parcel) async throws(Undeliverable) {
        let outcome: ChildProgram.Outcome
        do { outcome = try await program.outcome(of: Self.lines(of: parcel.message), surroundings) } catch {
            throw Undeliverable(ErrorReport(error).sentence ?? "it was stopped")
        }
        guard outcome.status == 0 else {
            let words = outcome.lastMessage.map { ": \($0)" } ?? " and said nothing"
            throw Undeliverable("'\(program.name)' \(Self.ending(outcome.status))\(words)")
        }
    }

    /// The program reads a text file of its own system, and makes the line ends of the wire itself.
    private static func lines(of message: [UInt8]) -> [UInt8] {
        message.filter { $0 != UInt8(ascii: "\r") }
    }

    /// What `waitpid` says, in words: the low seven bits are a signal, the byte above them the exit status.
    private static func ending(_ status: Int32) -> String {
        let signal = status & 0x7f
        return signal == 0 ? "ended with status \((status >> 8) & 0xff)" : "was ended by signal \(signal)"
    }
}
