import Basics
import Glibc

extension Surroundings {
    /// The real ones. The clock, the identifiers and the randomness of the whole program begin here.
    static func process() -> Surroundings {
        var environment: [String: String] = [:]
        for variable in EnvironmentVariable.allCases {
            if let value = getenv(variable.rawValue) { environment[variable.rawValue] = String(cString: value) }
        }
        if let path = getenv("PATH") { environment["PATH"] = String(cString: path) }
        let outputIsTerminal = isatty(STDOUT_FILENO) == 1
        let now: @Sendable () -> Instant = {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
        }
        let identifiers = IdentifierSource(now: now) {
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        }
        return Surroundings(
            environment: environment,
            account: accountName(),
            executableFolder: executableFolder(),
            console: Console(
                output: DescriptorSink(STDOUT_FILENO),
                errors: DescriptorSink(STDERR_FILENO, limit: 0, naming: "standard error"),
                outputIsTerminal: outputIsTerminal,
                errorsAreTerminal: isatty(STDERR_FILENO) == 1,
                width: width(environment),
                hasColour: hasColour(environment, isTerminal: outputIsTerminal)
            ),
            input: Input(descriptor: STDIN_FILENO, isTerminal: isatty(STDIN_FILENO) == 1),
            now: now,
            makeID: { identifiers.next() },
            randomBytes: { count in
                var generator = SystemRandomNumberGenerator()
                return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            },
            interruption: Interruption()
        )
    }

    /// NO_COLOR wins over everything, CLICOLOR_FORCE over what the terminal is.
    static func hasColour(_ environment: [String: String], isTerminal: Bool) -> Bool {
        func value(_ name: EnvironmentVariable) -> String { environment[name.rawValue] ?? "" }
        if !value(.noColor).isEmpty { return false }
        if !value(.forceColor).isEmpty, value(.forceColor) != "0" { return true }
        return isTerminal && value(.color) != "0" && value(.terminal) != "dumb"
    }

    private static func width(_ environment: [String: String]) -> Int {
        if let columns = environment[EnvironmentVariable.columns.rawValue].flatMap({ Int($0) }), columns >= 20 {
            return min(columns, 10_000)
        }
        var size = winsize()
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 { return Int(size.ws_col) }
        }
        return 80
    }

    private static func accountName() -> String {
        let number = getuid()
        guard let entry = getpwuid(number), let name = entry.pointee.pw_name else { return "uid\(number)" }
        return String(cString: name)
    }

    private static func executableFolder() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count], as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
