import Basics
import Testing

@testable import Commands

/// A simulated desk with the sample price list and one customer in Korea.
enum SimulatedDesk {
    static let tenant = "aaaabbbb-0000-cccc-1111-dddd2222eeee"
    static let catalogue = Repository.path + "/Samples/catalogue.csv"

    static func made(
        isTerminal: Bool = false,
        asks: Bool = false,
        width: Int = 80,
        environment: [String: String] = [:]
    ) async throws -> CommandRun {
        let recoup = try CommandRun(isTerminal: isTerminal, asks: asks, width: width, environment: environment)
        try await recoup.done("database", "create", "--book", "simulated")
        try await recoup.done("products", "import", catalogue)
        try await recoup.done(
            "customers",
            "add",
            "--tenant",
            tenant,
            "--domain",
            "contoso.com",
            "--name",
            "한빛 Contoso",
            "--market",
            "KR",
            "--agreed",
            "2026-01-02",
            "--language",
            "ko"
        )
        return recoup
    }

    /// Buys and gives the order's id.
    static func bought(_ recoup: CommandRun, _ items: String...) async throws -> String {
        let words = ["orders", "buy", "--customer", "contoso.com", "-q"] + items.flatMap { ["--item", $0] }
        let result = try await recoup.run(words)
        #expect(result.status == .done, "\(result.messages)")
        return result.output.trimmed
    }
}
