import Basics
import Foundation
import Testing

@testable import Commands

/// Invoices on paper.
struct InvoicePrintTests {
    /// A desk with one closed invoice of a charge and its credit.
    private func desk(_ environment: [String: String] = [:]) async throws -> CommandRun {
        let recoup = try await SimulatedDesk.made(environment: environment)
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001=2")
        let quote = try await recoup.done("orders", "quote", order, "-q").trimmed
        try await recoup.done(
            "orders",
            "cancel",
            order,
            "--quote",
            quote,
            "--customer",
            "contoso.com",
            "--product",
            "DG7GMGF0FKZV",
            "--acknowledge"
        )
        try await recoup.done("invoices", "run", "--month", "2026-11", "--early")
        return recoup
    }

    /// What a reader of the document gets to see.
    private func text(of file: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-layout", file, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func `a PDF holds the invoice's lines, Korean names, amounts and totals`() async throws {
        let recoup = try await desk()
        let file = recoup.folder.file("invoice.pdf")
        let result = try await recoup("invoices", "show", "G000000001", "--pdf", file)
        #expect(result.status == .done, "\(result.messages)")
        #expect(result.output == "")
        #expect(result.messages.hasPrefix("recoup: wrote \(file), "))
        let text = try text(of: file)
        for part in [
            "Invoice G000000001", "2026-11", "KRW", "SQL Server 2019 Enterprise Core", "한빛 Contoso", "17,089,000",
            "34,178,000", "-34,178,000", "Credit for line 0 of the order", "cancelImmediate", "1/1",
        ] {
            #expect(text.replacing(" / ", with: "/").contains(part), "\(part): \(text)")
        }
        #expect(try recoup.folder.names.filter { $0.hasPrefix("recoup-") || $0.hasSuffix(".part") } == [])
    }

    @Test func `it speaks the language of the person who prints, and says what is a preview`() async throws {
        let recoup = try await desk()
        try await recoup.done("users", "add", "mina", "--role", "billing", "--language", "ko")
        _ = try await SimulatedDesk.bought(recoup, "DG7GMGF0FLR2:0001")
        try recoup.set("2026-12-02T00:00:00Z")
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FLR2:0001")
        let file = recoup.folder.file("preview.pdf")
        try await recoup.done("invoices", "run", "--month", "2026-12", "--pdf", file, "--as", "mina")
        let text = try text(of: file)
        for part in ["2026-12 청구서에 나와야 할 내용", "미리 보기", "공급가액", order] { #expect(text.contains(part), "\(part)") }
    }

    @Test func `a missing program is named with its package before anything is closed`() async throws {
        let recoup = try await desk()
        let without = try recoup.again(["PATH": "/nonexistent"])
        let result = try await without("invoices", "run", "--month", "2026-11", "--pdf", recoup.folder.file("x.pdf"))
        #expect(result.status == .refused)
        #expect(
            result.messages
                == "recoup: 'weasyprint' is not installed, which makes this; install Debian's package weasyprint\n"
        )
        #expect(!FileManager.default.fileExists(atPath: recoup.folder.file("x.pdf")))
    }

    @Test func `a program that fails or takes too long is ended and leaves nothing`() async throws {
        let recoup = try CommandRun(environment: ["PATH": "/usr/bin:/bin"])
        let slow = ChildProgram(name: "sleep", package: "coreutils", arguments: ["600"], limit: .milliseconds(50))
        await #expect(throws: Failure.self) { try await slow.run([], recoup.surroundings) }
        let broken = ChildProgram(
            name: "sh",
            package: "dash",
            arguments: ["-c", "echo first >&2; echo second >&2; exit 3"],
            limit: .seconds(10)
        )
        do {
            _ = try await broken.run([], recoup.surroundings)
            Issue.record("it did not fail")
        } catch { #expect(ErrorReport(error).sentence == "'sh' did not end well: second") }
        let echo = ChildProgram(name: "cat", package: "coreutils", arguments: [], limit: .seconds(10))
        let bytes = [UInt8](repeating: 65, count: 1_000_000)
        #expect(try await echo.run(bytes, recoup.surroundings) == bytes)
        #expect(try recoup.folder.names.filter { $0.hasPrefix("recoup-") } == [])
    }
}
