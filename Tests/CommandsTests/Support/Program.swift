import Foundation
import Testing

/// The built executable as a process of its own.
struct Program {
    struct Result {
        let code: Int32
        /// True when a signal ended it.
        let wasKilled: Bool
        let output: String
        let messages: String
    }

    let folder: Folder

    /// Beside the bundle of the tests.
    static let path: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("recoup").path
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        // Where the tests are run by a helper of the toolchain, the bundle is among its arguments.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("recoup").path
    }()

    func start(_ words: [String], environment: [String: String] = [:]) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = words
        process.environment = [
            "HOME": folder.path, "RECOUP_DATABASE": folder.file("desk.db"), "RECOUP_TEMPLATES": Repository.templates,
            "RECOUP_USER": "kim", "PATH": "/usr/bin:/bin",
        ].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let number = UInt64.random(in: 0...UInt64.max)
        let output = folder.file("out-\(number)")
        let messages = folder.file("err-\(number)")
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        _ = FileManager.default.createFile(atPath: messages, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: messages)
        try process.run()
        return Running(process: process, output: output, messages: messages)
    }

    func callAsFunction(_ words: String..., environment: [String: String] = [:]) throws -> Result {
        try start(words, environment: environment).finish()
    }

    /// A process at work.
    struct Running {
        let process: Process
        let output: String
        let messages: String

        func finish() -> Result {
            process.waitUntilExit()
            return Result(
                code: process.terminationStatus,
                wasKilled: process.terminationReason == .uncaughtSignal,
                output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
                messages: (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
            )
        }
    }
}
