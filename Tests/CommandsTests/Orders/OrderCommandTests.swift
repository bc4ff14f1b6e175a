import Basics
import Foundation
import Testing

@testable import Commands

/// Products, orders and lists at the command line.
struct OrderCommandTests {
    @Test func `exit codes say what kind of no it was`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001")
        try await recoup.done("users", "add", "sam", "--role", "salesAgent")
        let quote = try await recoup.done("orders", "quote", order, "-q").trimmed
        let cancel = [
            "orders", "cancel", order, "--quote", quote, "--customer", "contoso.com", "--product", "DG7GMGF0FKZV",
            "--acknowledge",
        ]
        let expectations: [([String], CommandOutcome)] = [
            (["customers", "show", "fabrikam.com"], .notFound),
            (["customers", "add", "--tenant", "x", "--domain", "y", "--name", "", "--market", "Utopia"], .refused),
            (["customers", "change", "contoso.com"], .usage),
            (["customers", "agree", "contoso.com", "--on", "yesterday"], .usage),
            (["customers", "list", "--as", "sam"], .done),
            (["customers", "agree", "contoso.com", "--as", "sam"], .notAllowed),
            (["products", "list", "--market", "Utopia"], .usage),
            (["products", "markets", "Utopia"], .usage),
            (["orders", "show", "a1b2c3d4e5f6"], .notFound),
            (["orders", "show", "nonsense"], .notFound),
            (["orders", "list", "--from", "2026-12-01", "--until", "2026-11-30"], .usage),
            (["orders", "list", "--limit", "501"], .usage),
            (["orders", "list", "--status", "lost"], .usage),
            (["orders", "buy", "--customer", "contoso.com", "--item", "DG7GMGF0FKZV"], .notFound),
            (["orders", "buy", "--customer", "contoso.com", "--item", "DG7GMGF0FKZV:0001=many"], .usage),
            (["orders", "buy", "--customer", "contoso.com", "--item", "DG7GMGF0FKZV:0001=0"], .refused),
            (
                ["orders", "buy", "--customer", "contoso.com", "--item", "DG7GMGF0FKZV:0001", "--as", "sam"],
                .notAllowed
            ),
            (["orders", "buy", "--customer", "nobody", "--item", "DG7GMGF0FKZV:0001"], .notFound),
            (["orders", "add-seats", order, "7", "1"], .notFound),
            (["orders", "quote", order, "--line", "7"], .notFound),
            (["orders", "quote", order, "--at", "tomorrow"], .usage),
            (["orders", "quote", order, "--zone", "Atlantis"], .usage),
            (["orders", "quote", order, "--as", "sam"], .done),
            (["orders", "cancel", order], .usage),
            (["orders", "cancel", order, "--quote", quote, "--line", "0"], .usage),
            (cancel + ["--as", "sam"], .notAllowed),
            (cancel.map { $0 == "contoso.com" ? "fabrikam.com" : $0 }, .refused),
            (cancel.map { $0 == "DG7GMGF0FKZV" ? "Windows" : $0 }, .refused),
            (cancel.map { $0 == quote ? "0198c7a0-0000-7000-8000-000000000001" : $0 }, .refused),
            (["entitlements", "key", order, "0", "--version", "1999"], .refused),
            (["entitlements", "key", order, "0", "--version", "2019", "--media-language", "tlh"], .refused),
            (["entitlements", "key", order, "5", "--version", "2019"], .notFound),
            (["entitlements", "key", order, "0", "--version", "2019", "--as", "sam"], .notAllowed),
            (["entitlements", "list", "nobody"], .notFound),
            (["activity", "--as", "sam"], .notAllowed),
            (["activity", "--kind", "gossip"], .usage),
            (["invoices", "run"], .usage),
            (["invoices", "run", "--month", "November"], .usage),
            (["invoices", "list", "--as", "sam"], .notAllowed),
            (["invoices", "show", "G000000001"], .notFound),
            (["invoices", "reconcile", ReconciliationFile.path], .refused),
            (["settings", "set", "propagation-minutes", "61"], .refused),
            (["settings", "set", "nonsense", "1"], .usage),
            (["settings", "set", "link-days", "3", "--as", "sam"], .notAllowed),
            (["settings", "set", "policy", "@/nonexistent"], .refused),
            (["tickets", "new", "--from-order", "a1b2c3d4e5f6"], .notFound),
            (["users", "add", "carla", "--role", "customerGlobalAdmin"], .refused),
            (["users", "add", "carla", "--tenant", SimulatedDesk.tenant], .usage),
        ]
        let before = try await recoup.done("audit", "verify", "-q")
        for (words, expected) in expectations {
            let result = try await recoup.run(words)
            #expect(result.status == expected, "\(words): \(result.messages)")
        }
        // What was refused at keys is noted, and nothing else happened.
        #expect(try await recoup.done("orders", "list", "--json").contains("\"status\": \"completed\""))
        #expect(try await recoup.done("activity", "--kind", "keyShown").split(separator: "\n").count == 3)
        #expect(before.count == 65)
    }

    @Test func `long lists go on behind the one that they ended with`() async throws {
        let recoup = try await SimulatedDesk.made()
        for number in 1...3 {
            try await recoup.done(
                "customers",
                "add",
                "--tenant",
                "00000000-0000-0000-0000-00000000000\(number)",
                "--domain",
                "c\(number).com",
                "--name",
                "C\(number)",
                "--market",
                "US"
            )
        }
        let first = try await recoup("customers", "list", "c", "-n", "2", "-q")
        #expect(
            first.messages
                == "recoup: there are more; go on with --after 00000000-0000-0000-0000-000000000002, or list --all\n"
        )
        let rest = try await recoup("customers", "list", "c", "--after", "c2.com")
        #expect(rest.output.hasPrefix("C3\tc3.com\t"))
        #expect(try await recoup.done("customers", "list", "--all", "-q").split(separator: "\n").count == 4)

        var orders: [String] = []
        for _ in 1...3 {
            orders.append(try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001"))
            recoup.advance(days: 1)
        }
        #expect(try await recoup.done("orders", "list", "-q", "-n", "1") == "\(orders[2])\n")
        #expect(try await recoup.done("orders", "list", "-q", "--after", orders[2]) == "\(orders[1])\n\(orders[0])\n")
        #expect(
            try await recoup.done(
                "orders",
                "list",
                "-q",
                "--from",
                "2026-11-24",
                "--until",
                "2026-11-24",
                "--product",
                "dg7gmgf0fkzv:0001"
            )
                == "\(orders[1])\n"
        )
        #expect(try await recoup.done("orders", "list", "--product", "DG7GMGF0FLR2") == "")
    }

    @Test func `an order's id that begins with a hyphen is typed as it stands`() {
        let id = "-lXPxW1mQbtCD8Zz4eoL2VnsJQyK9fR01"
        #expect(ArgumentOrder.arranged(["orders", "show", id]) == ["orders", "show", " " + id])
        #expect(
            ArgumentOrder.arranged(["tickets", "new", "--from-order", id]) == [
                "tickets", "new", "--from-order", " " + id,
            ]
        )
        #expect(ArgumentOrder.arranged(["orders", "show", "--", id]) == ["orders", "show", "--", id])
        #expect(ArgumentOrder.arranged(["orders", "list", "-q"]) == ["orders", "list", "-q"])
    }

    @Test func `markets are named by code or name, and look-alikes are told apart`() async throws {
        let recoup = try CommandRun(isTerminal: true, environment: ["NO_COLOR": "1"])
        for (name, verdict) in [
            ("Congo", "are not available in Congo (CG)"), ("congo (drc)", "are not available in Congo (DRC) (CD)"),
            ("NG", "are available in Nigeria (NG)"), ("Niger", "are not available in Niger (NE)"),
            ("dominican republic", "are available in Dominican Republic (DO)"),
            ("Dominica", "are not available in Dominica (DM)"),
            ("St. Martin", "are not available in Saint Martin (MF)"),
            ("saint barthelemy", "are not available in Saint Barthélemy (BL)"),
            ("South Korea", "are available in South Korea (KR)"),
        ] {
            #expect(try await recoup.done("products", "markets", name) == "Azure reservations \(verdict)\n")
        }
        let all = try await recoup.done("products", "markets", "-q")
        #expect(all.split(separator: "\n").count == 109)
        #expect(Set(all.split(separator: "\n")).count == 106)
    }

    @Test func `reservations are refused where they are not sold, with the market's name`() async throws {
        let recoup = try await SimulatedDesk.made()
        try await recoup.done("customers", "change", "contoso.com", "--market", "Niger")
        let refused = try await recoup("orders", "buy", "--customer", "contoso.com", "--item", "DZH318Z0BQ3P:001F")
        #expect(refused.status == .refused)
        #expect(refused.messages == "recoup: Azure reservations are not available in Niger (NE)\n")
        let software = try await recoup("orders", "buy", "--customer", "contoso.com", "--item", "DG7GMGF0FKZV:0001")
        #expect(software.status == .done, "\(software.messages)")
    }

    @Test func `seats that are added have a window of their own`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FLR2:0001")
        recoup.advance(days: 20)
        try await recoup.done("orders", "add-seats", order, "0", "2")
        recoup.advance(days: 20)
        let quote = try await recoup.done("orders", "quote", order, "--csv")
        #expect(
            quote.components(separatedBy: "\r\n") == [
                "line,product,title,quantity,verdict,policy,formula,net,tax,gross,currency",
                "0,DG7GMGF0FLR2:0001,SQL Server Standard,1,"
                    + "the window of 30 days ended on 2026-12-23; file a refund request instead,subscription-2021-06,,,,,",
                "1,DG7GMGF0FLR2:0001,SQL Server Standard,2,"
                    + "can be cancelled for 10 more days (until 2027-01-13 00:00 UTC),subscription-2021-06,"
                    + "\"1602300 KRW × 325 ÷ 345 = 1509413 each, × 2 = 3018826 KRW; tax 0 KRW\",3018826,0,3018826,KRW",
                "",
            ]
        )
    }

    @Test func `a request is filed from an order where cancelling is not possible`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001=2")
        recoup.advance(days: 40)
        let refused = try await recoup("orders", "quote", order)
        #expect(refused.status == .refused)
        #expect(refused.output.hasSuffix("\nrecoup tickets new --from-order \(order)\n"))
        let filed = try await recoup(
            "tickets",
            "new",
            "--from-order",
            order,
            "--reason",
            "accidental",
            "--contact-name",
            "Kim Minji",
            "--contact-email",
            "kim@fabrikam.com",
            "--amount",
            "1000 KRW"
        )
        #expect(filed.status == .done, "\(filed.messages)")
        let shown = try await recoup.done("tickets", "list", "--csv").components(separatedBy: "\r\n")[1]
        #expect(
            shown.contains(
                ",refund,minimal,Refund of SQL Server 2019 Enterprise Core,contoso.com,\(order),accidental,1000,KRW,Kim Minji,"
            )
        )
    }

    @Test func `pages and lists in every format hold nothing that acts on a terminal`() async throws {
        let recoup = try await SimulatedDesk.made()
        try await recoup.done("customers", "change", "contoso.com", "--name", "a\u{202e}b")
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001")
        for words in [
            ["customers", "list"], ["customers", "show", "contoso.com"], ["orders", "list"], ["orders", "show", order],
            ["orders", "quote", order], ["entitlements", "list", "contoso.com"], ["activity"],
        ] {
            for format in [[], ["--json"], ["--csv"], ["--xml"], ["-q"]] {
                let result = try await recoup.run(words + format)
                #expect(result.status == .done, "\(words): \(result.messages)")
                #expect(!result.output.isEmpty)
                let controls = result.output.unicodeScalars.filter {
                    SafeText.isControl($0) && !"\n\r\t".unicodeScalars.contains($0)
                }
                #expect(controls.isEmpty, "\(words) \(format)")
            }
        }
    }
}
