import Basics
import Foundation
import Testing

@testable import Commands

/// Cancelling at a terminal.
struct CancelPromptTests {
    private static let item = "DG7GMGF0FKZV:0001"

    private func desk() async throws -> (recoup: CommandRun, order: String) {
        let recoup = try await SimulatedDesk.made(
            isTerminal: true,
            asks: true,
            width: 100,
            environment: ["NO_COLOR": "1"]
        )
        return (recoup, try await SimulatedDesk.bought(recoup, Self.item))
    }

    @Test func `a person sees the quote and what follows, and names customer and product`() async throws {
        let (recoup, order) = try await desk()
        let answers = ["Fabrikam", "한빛 contoso", "Windows", "sql server 2019 enterprise core", "yes"]
        let result = try await recoup("orders", "cancel", order, input: answers.joined(separator: "\n") + "\n")
        #expect(result.status == .done)
        #expect(
            result.output == """
                \(order) is cancelled
                credit 17089000 KRW is due on the invoice of 2026-11, out by 2026-12-08

                """
        )
        let short = try #require(result.messages.firstMatch(of: /\(([0-9a-f]{12})\)/)?.1)
        let offer = try #require(result.messages.firstMatch(of: /Quote       (\S+)/)?.1)
        let customer = "Customer (name, domain or tenant GUID): "
        let product = "Product (title or PRODUCT:SKU): "
        #expect(
            result.messages == """
                Order       \(order) (\(short))
                Customer    한빛 Contoso (contoso.com)
                At          2026-11-23 08:15 UTC
                Verdict     can be cancelled for 30 more days (until 2026-12-24 00:00 UTC)
                Until       2026-12-24 00:00 UTC
                Days left   30

                Line 0  1 × SQL Server 2019 Enterprise Core
                Product     DG7GMGF0FKZV:0001:DG7GMGF0B4DN
                Verdict     can be cancelled for 30 more days (until 2026-12-24 00:00 UTC)
                Policy      perpetual-2021-06: 30 days, 100 %
                Source      Sell software subscriptions through the CSP program, Cancel software purchases
                Formula     100 % of 17089000 KRW; tax 0 KRW
                Credit      17089000 KRW

                Fee         0 KRW for early termination
                Tax         0 KRW
                Total       17089000 KRW would be credited
                Quote       \(offer)
                Ends        2026-11-24 00:00 UTC

                Important: keys and download links die at once, and the customer must uninstall the software. The
                credit appears on the next monthly invoice. This cannot be undone.

                \(customer)recoup: the order is not of the customer 'Fabrikam'; name its tenant GUID, domain or name
                \(customer)\(product)recoup: 'Windows' is not what is cancelled; that is 'SQL Server 2019 Enterprise Core'
                \(product)Type 'yes' to cancel order \(order): recoup: keys and links are dead; the software must be \
                uninstalled

                """
        )
    }

    @Test func `anything but yes cancels nothing, and so does an input that ends`() async throws {
        let (recoup, order) = try await desk()
        let words = ["orders", "cancel", order, "--customer", "contoso.com", "--product", Self.item]
        let before = try await recoup.done("audit", "verify", "-q")
        let refused = try await recoup.run(words, input: "y\n")
        #expect(refused.status == .refused)
        #expect(refused.messages.hasSuffix("recoup: it was not confirmed, so nothing was cancelled\n"))
        let ended = try await recoup.run(words, input: "")
        #expect(ended.status == .interrupted)
        #expect(ended.messages.hasSuffix("recoup: the input ended before it was confirmed; nothing was cancelled\n"))
        let rehearsed = try await recoup.run(words + ["--dry-run"], input: "yes\n")
        #expect(rehearsed.status == .done)
        #expect(rehearsed.output.hasPrefix("\(order) would be cancelled\n"))
        #expect(try await recoup.done("audit", "verify", "-q") == before)
        #expect(try await recoup.done("orders", "list", "--status", "completed", "-q") == "\(order)\n")
    }

    @Test func `what cannot be cancelled is said before anything is asked, with the way on`() async throws {
        let (recoup, order) = try await desk()
        recoup.advance(days: 40)
        let late = try await recoup("orders", "cancel", order, input: "yes\n")
        #expect(late.status == .refused)
        #expect(late.messages.contains("recoup: the way on: recoup tickets new --from-order \(order)\n"))
        #expect(!late.messages.contains("Customer (name"))
        try await recoup.done("users", "add", "sam", "--role", "salesAgent")
        let other = try await recoup("orders", "cancel", order, "--as", "sam", input: "yes\n")
        #expect(other.status == .notAllowed)
        #expect(other.messages == "recoup: that takes one of the roles adminAgent\n")
    }

    @Test func `one line of several is cancelled, the other stays`() async throws {
        let (recoup, _) = try await desk()
        let order = try await SimulatedDesk.bought(recoup, "\(Self.item)=3", "DG7GMGF0FLR2:0001")
        let words = ["orders", "cancel", order, "--line", "1", "--customer", "contoso.com", "--product"]
        let wrong = try await recoup.run(words + [Self.item], input: "DG7GMGF0FLR2\nyes\n")
        #expect(wrong.status == .done)
        #expect(
            wrong.messages.contains("recoup: '\(Self.item)' is not what is cancelled; that is 'SQL Server Standard'\n")
        )
        #expect(wrong.output.hasPrefix("\(order) is cancelled in part\n"))
        #expect(
            try await recoup.done("orders", "list", "--status", "completed", "-q", "--customer", "contoso.com")
                .contains(order)
        )
        let twice = try await recoup.run(words + ["DG7GMGF0FLR2"], input: "yes\n")
        #expect(twice.status == .conflict)
    }
}
