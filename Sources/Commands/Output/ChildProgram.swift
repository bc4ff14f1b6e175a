import Glibc

/// A program of the system that turns its input into its output.
struct ChildProgram {
    /// Its name in one of the folders of `PATH`, or the path of its file.
    let name: String
    /// Debian's package that has it.
    let package: String
    let arguments: [String]
    /// How long it may take.
    let limit: Duration

    /// How it ended by itself, and what it wrote.
    struct Outcome {
        /// As `waitpid` gives it; 0 when all went well.
        let status: Int32
        let output: [UInt8]
        let messages: [UInt8]

        /// The last line of its messages; nil when it wrote none.
        var lastMessage: String? {
            String(decoding: messages, as: UTF8.self).split(whereSeparator: \.isNewline).last
                .map { SafeText.line(String($0)) }
        }
    }

    /// Runs it once and returns what it wrote. Throws what ``outcome(of:_:)`` throws, and
    /// ``Failure/program(_:reason:)`` when it did not end well.
    func run(_ input: [UInt8], _ surroundings: Surroundings) async throws -> [UInt8] {
        let outcome = try await outcome(of: input, surroundings)
        guard outcome.status == 0 else {
            throw Failure.program(name, reason: outcome.lastMessage ?? "it said nothing")
        }
        return outcome.output
    }

    /// Runs it once. Throws ``Failure/noProgram(_:package:)`` when it is not installed, ``Failure/program(_:reason:)``
    /// when it cannot be started or takes longer than it may; it is ended then.
    func outcome(of input: [UInt8], _ surroundings: Surroundings) async throws -> Outcome {
        let path = try path(surroundings)
        let folder = surroundings.variable(.temporaryFolder) ?? "/tmp"
        // Files without names: no pipe can fill up while the other side waits.
        let files = try (0..<3).map { _ in try Self.nameless(in: folder) }
        defer { for file in files { close(file) } }
        let sink = DescriptorSink(files[0], naming: folder)
        try sink.write(input)
        try sink.flush()
        lseek(files[0], 0, SEEK_SET)
        let child = try start(path, files, surroundings)
        let status = try await end(of: child)
        return Outcome(status: status, output: Self.bytes(of: files[1]), messages: Self.bytes(of: files[2]))
    }

    /// Where it is. Throws ``Failure/noProgram(_:package:)``.
    func path(_ surroundings: Surroundings) throws -> String {
        if name.contains("/") {
            guard access(name, X_OK) == 0 else { throw Failure.noProgram(name, package: package) }
            return name
        }
        let searched = surroundings.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let candidates = searched.split(separator: ":").map { "\($0)/\(name)" }
        guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
            throw Failure.noProgram(name, package: package)
        }
        return found
    }

    private func start(_ path: String, _ files: [Int32], _ surroundings: Surroundings) throws -> pid_t {
        do throws(Spawn.Refused) {
            return try Spawn.start(path, [path] + arguments, surroundings.environmentForOthers, files: files)
        } catch { throw Failure.program(name, reason: systemMessage(error.code)) }
    }

    /// Waits for it, looking now and then; its exit status.
    private func end(of child: pid_t) async throws -> Int32 {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var status: Int32 = 0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { return status }
            if ended < 0, errno != EINTR { throw Failure.program(name, reason: systemMessage(errno)) }
            guard clock.now < deadline, !Task.isCancelled else {
                kill(child, SIGKILL)
                waitpid(child, &status, 0)
                throw Failure.program(name, reason: "it took longer than \(limit) and was ended")
            }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func nameless(in folder: String) throws -> Int32 {
        var template = Array("\(folder)/recoup-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw Failure.unwritable(path: SafeText.line(folder), reason: systemMessage(errno)) }
        unlink(template)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        return file
    }

    /// Everything in the file.
    private static func bytes(of file: Int32) -> [UInt8] {
        let size = Int(lseek(file, 0, SEEK_END))
        lseek(file, 0, SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: max(0, size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            guard count > 0 || (count < 0 && errno == EINTR) else { break }
            filled += max(0, count)
        }
        return Array(bytes[..<filled])
    }
}
