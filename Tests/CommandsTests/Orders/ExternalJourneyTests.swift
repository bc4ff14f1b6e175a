import Basics
import Foundation
import Testing

@testable import Commands

/// From Microsoft's file to the credit that Microsoft's invoice shows, in the external book.
struct ExternalJourneyTests {
    /// Windows Server CAL, 40 for three years from 1 July 2021.
    private static let licences = "pTqV8nUz0c-Wm5LrQhKyXb2JdFsGe7A_1"
    /// SQL Server 2019 Enterprise Core, 2 without end, bought on 6 July 2021.
    private static let server = "2y6dF_rVgDAXMxypQPPnTquuXhKVK_3N1"

    /// A desk on 18 July 2021 with everything that was charged by then.
    private func desk() async throws -> CommandRun {
        let recoup = try CommandRun()
        try recoup.set("2021-07-18T10:00:00Z")
        try await recoup.done("orders", "import", recoup.folder.write(ReconciliationFile.charges(), to: "charges.csv"))
        return recoup
    }

    private func cancel(
        _ recoup: CommandRun,
        _ order: String,
        _ customer: String,
        _ product: String,
        _ reference: String
    )
        async throws -> CommandRun.Result
    {
        let quote = try await recoup.done("orders", "quote", order, "-q").trimmed
        return try await recoup(
            "orders",
            "cancel",
            order,
            "--quote",
            quote,
            "--customer",
            customer,
            "--product",
            product,
            "--acknowledge",
            "--reference",
            reference
        )
    }

    @Test func `an import counts every row, names those that it cannot use, and changes nothing the second time`()
        async throws
    {
        let recoup = try CommandRun()
        let text = try String(contentsOfFile: ReconciliationFile.path, encoding: .utf8)
        let file = try recoup.folder.write(text + "one,two\n", to: "file.csv")
        let rehearsal = try await recoup("orders", "import", file, "--dry-run")
        #expect(rehearsal.status == .notFound)
        try await recoup.done("database", "create")
        let rehearsed = try await recoup("orders", "import", file, "--dry-run")
        #expect(rehearsed.status == .partly)
        #expect(rehearsed.output == "\(file)\t13\t10\t0\t3\n")
        #expect(rehearsed.messages.contains("recoup: this was a rehearsal; nothing was kept\n"))
        #expect(try await recoup.done("orders", "list") == "")

        let first = try await recoup("orders", "import", file)
        #expect(first.status == .partly)
        #expect(first.output == "\(file)\t13\t10\t0\t3\n")
        let unknown =
            "there is no line of order 7b2e9c41d0fa that it could give back; bring in the file that charged it first"
        let reasons = """
            recoup: \(file):12: \(unknown)
            recoup: \(file):13: \(unknown)
            recoup: \(file):14: has 2 cells; the first line names 46. Put cells with separators in them in quotation marks

            """
        #expect(
            first.messages
                == "recoup: tester is the first person of this desk and has every role; "
                + "add others with 'recoup users add NAME --role ROLE'\n" + reasons
                + "recoup: 4 new customers, 6 new orders, 6 new lines, 4 credits found\n"
        )
        let second = try await recoup("orders", "import", file)
        #expect(second.status == .partly)
        #expect(second.output == "\(file)\t13\t0\t10\t3\n")
        #expect(second.messages == reasons)
        let piped = try await recoup("orders", "import", "-", "--json", input: text)
        #expect(
            piped.output == """
                [
                  {"file": "standard input", "received": 12, "new": 0, "unchanged": 10, "unused": 2, "dryRun": false, \
                "reasons": [{"line": 12, "reason": "\(unknown)"}, {"line": 13, "reason": "\(unknown)"}]}
                ]

                """
        )
    }

    @Test func `a file that is something else altogether is refused and says so`() async throws {
        let recoup = try CommandRun()
        let wrong = try recoup.folder.write("name,price\na,1\n", to: "wrong.csv")
        let result = try await recoup("orders", "import", wrong)
        #expect(result.status == .refused)
        #expect(result.messages.hasPrefix("recoup: \(wrong):1:1: "))
        #expect(try await recoup("orders", "import", recoup.folder.file("none.csv")).status == .refused)
        #expect(try await recoup("products", "import", wrong).status == .refused)
        #expect(try await recoup("invoices", "reconcile", wrong).status == .refused)
        // Nothing was made for it.
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".db") } == [])
    }

    @Test func `amounts that are too large to count are named by their lines, and nothing is kept of them`()
        async throws
    {
        let recoup = try CommandRun()
        let text = try ReconciliationFile.lines(3, 3) { line in
            #expect(line.contains(",30246,2495.3,32741.3,"))
            return line.replacing("30246,2495.3,32741.3", with: "92233720368547758.07,0,92233720368547758.07")
        }
        let file = try recoup.folder.write(text, to: "huge.csv")
        try await recoup.done("database", "create")
        let result = try await recoup("orders", "import", file)
        #expect(result.status == .partly)
        #expect(result.output == "\(file)\t2\t0\t0\t2\n")
        let reason = "the amount is larger than can be counted; at most 100000000000.00 USD can be moved"
        #expect(result.messages.contains("recoup: \(file):2: \(reason)\nrecoup: \(file):3: \(reason)\n"))
        #expect(try await recoup.done("orders", "list") == "")
        #expect(try await recoup.done("customers", "list") == "")
    }

    @Test func `a quote says what the rule is, how the amount comes about, and until when`() async throws {
        let recoup = try await desk()
        let quote = try await recoup.done("orders", "quote", Self.licences, "--zone", "Asia/Seoul")
        let offer = try #require(quote.firstMatch(of: /Quote       (\S+)/)?.1)
        #expect(
            quote == """
                Order       \(Self.licences) (0f9e8d7c6b5a)
                Customer    Fabrikam Inc (fabrikam.onmicrosoft.com)
                At          2021-07-18 10:00 UTC = 2021-07-18 19:00 Asia/Seoul
                Verdict     can be cancelled for 13 more days (until 2021-08-01 00:00 UTC)
                Until       2021-08-01 00:00 UTC = 2021-08-01 09:00 Asia/Seoul
                Days left   13

                Line 0  40 × Windows Server CAL
                Product     DG7GMGF0DVT7:000C:DG7GMGF0FVZM
                Verdict     can be cancelled for 13 more days (until 2021-08-01 00:00 UTC)
                Until       2021-08-01 00:00 UTC = 2021-08-01 09:00 Asia/Seoul
                Policy      subscription-2021-06: 30 days, prorated by day
                Source      Sell software subscriptions through the CSP program, Cancel software purchases
                Formula     67.50 USD × 1079 ÷ 1096 = 66.45 each, × 40 = 2658.00 USD; tax 219.28 USD
                Credit      2877.28 USD (net 2658.00, tax 219.28)

                Fee         0.00 USD for early termination
                Tax         219.28 USD
                Total       2877.28 USD would be credited
                Quote       \(offer)
                Ends        2021-07-19 00:00 UTC = 2021-07-19 09:00 Asia/Seoul

                recoup orders cancel \(Self.licences) --quote \(offer) --customer fabrikam.onmicrosoft.com \
                --product DG7GMGF0DVT7:000C --reference REFERENCE --acknowledge

                """
        )
        // Another moment can be asked about, not confirmed; near the end there is a warning.
        for (moment, left, warning) in [
            ("2021-07-27T23:59:59Z", "4", ""), ("2021-07-28T00:00:00Z", "3", "Warning     3 days are left\n"),
            ("2021-07-30T00:00:00Z", "1", "Warning     one day is left\n"),
            ("2021-07-31T23:59:59Z", "0", "Warning     today is the last day\n"),
        ] {
            let output = try await recoup.done("orders", "quote", Self.licences, "--at", moment)
            #expect(output.contains("\nDays left   \(left)\n\(warning)\n"), "\(moment)")
            #expect(!output.contains("Quote ") && !output.contains("orders cancel"))
        }
    }

    @Test func `a window that passed leads to a refund request`() async throws {
        let recoup = try await desk()
        let late = try await recoup(
            "orders",
            "quote",
            Self.licences,
            "--at",
            "2021-08-01T00:00:00Z",
            "--zone",
            "Asia/Seoul"
        )
        #expect(late.status == .refused)
        #expect(
            late.output == """
                Order       \(Self.licences) (0f9e8d7c6b5a)
                Customer    Fabrikam Inc (fabrikam.onmicrosoft.com)
                At          2021-08-01 00:00 UTC = 2021-08-01 09:00 Asia/Seoul
                Verdict     the window of 30 days ended on 2021-07-31; file a refund request instead

                Line 0  40 × Windows Server CAL
                Product     DG7GMGF0DVT7:000C:DG7GMGF0FVZM
                Verdict     the window of 30 days ended on 2021-07-31; file a refund request instead
                Policy      subscription-2021-06: 30 days, prorated by day
                Source      Sell software subscriptions through the CSP program, Cancel software purchases

                recoup tickets new --from-order \(Self.licences)

                """
        )
        let json = try await recoup("orders", "quote", Self.licences, "--at", "2021-08-01T00:00:00Z", "--json").output
        #expect(json.contains("\"name\": \"windowPassed\",\n    \"eligible\": false"))
        #expect(json.contains("\"request\": \"recoup tickets new --from-order \(Self.licences)\"\n"))
        // SUSE plans are never taken back, reservations by request only, and no rule covers seats of Microsoft 365.
        for (order, sentence, isRequest) in [
            (
                "Zk3HvQ9-Lp0_WsXyD7nRbTgMaUeJfCi21", "SUSE and Red Hat plans can be neither cancelled nor exchanged",
                false
            ),
            ("c403d91b21d2", "Azure reservations are returned by a support request only", true),
            ("6dc5c039750a", "no rule of the cancellation policy covers an order of this kind and day", true),
        ] {
            let result = try await recoup("orders", "quote", order)
            #expect(result.status == .refused)
            #expect(result.output.contains(sentence))
            #expect(result.output.contains("tickets new --from-order") == isRequest, "\(order)")
        }
    }

    @Test func `what was cancelled in Partner Center is followed to the line that shows it`() async throws {
        let recoup = try await desk()
        let missing = try await recoup(
            "orders",
            "cancel",
            Self.licences,
            "--quote",
            recoup.done("orders", "quote", Self.licences, "-q").trimmed,
            "--customer",
            "fabrikam.onmicrosoft.com",
            "--product",
            "Windows Server CAL",
            "--acknowledge"
        )
        #expect(missing.status == .refused)
        #expect(missing.messages.contains("cancel in Partner Center first, then give its reference (--reference)"))
        let first = try await cancel(
            recoup,
            Self.licences,
            "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            "DG7GMGF0DVT7:000C",
            "e2a4c6d8-1b3f-4a5c-8e7d-9f0b1a2c3d4e"
        )
        #expect(first.status == .done, "\(first.messages)")
        #expect(first.output == "\(Self.licences)\t0\tWindows Server CAL\tFabrikam Inc\t2877.28 USD\tpending\t\n")
        #expect(try await cancel(recoup, Self.server, "contoso, ltd.", "DG7GMGF0FKZV", "PC-2").status == .done)
        let run = try await recoup("invoices", "run", "--month", "2021-07")
        #expect(
            run
                == CommandRun.Result(
                    status: .done,
                    output: "\t2021-07\tUSD\t2\t-32904.00\t-2714.58\t-35618.58\t\n",
                    messages:
                        "recoup: the invoices of 2021-07 come from Microsoft; this is what they should show by our books\n"
                )
        )
        #expect(
            try await recoup.done("invoices", "run", "--month", "2021-07", "--lines")
                == "1\tcancelImmediate\tSQL Server 2019 Enterprise Core\tContoso, Ltd.\t\(Self.server) 0\t2\t15123.00\t"
                + "-30246.00\t-2495.30\t-32741.30\n"
                + "2\tcancelImmediate\tWindows Server CAL\tFabrikam Inc\t\(Self.licences) 0\t40\t67.50\t"
                + "-2658.00\t-219.28\t-2877.28\n"
        )
        #expect(try await recoup.done("invoices", "list") == "")

        // The first file shows one whole, and by its own word everything of July: the other is missing.
        let one = try recoup.folder.write(ReconciliationFile.lines(5, 12) + "broken\n", to: "one.csv")
        let rehearsed = try await recoup("invoices", "reconcile", one, "--month", "2021-07", "--dry-run")
        #expect(rehearsed.status == .partly)
        let shown = try await recoup("invoices", "reconcile", one, "--month", "2021-07")
        #expect(shown.status == .partly)
        #expect(
            shown.output == """
                unknown\t3\t7b2e9c41d0fa\t\t25.00 USD\tCFQ7TTC0LH18:0001\t\
                we promised no such credit (reference 3d6f0a2b-9c1e-4d7a-8b5f-6e0c1d2a3b4c)
                missing\t\t\(Self.licences)\t2877.28 USD\t0.00 USD\tDG7GMGF0DVT7:000C\t\
                Windows Server CAL, due on the invoice of 2021-07
                unreadable\t4\t\t\t\t\t\
                has 1 cells; the first line names 46. Put cells with separators in them in quotation marks

                """
        )
        #expect(
            shown.messages
                == "recoup: \(one): 2 credits: 1 settled, 0 read before, 0 short, 0 over, 1 unknown; "
                + "1 missing, 1 row unreadable\n"
        )
        let again = try await recoup("invoices", "reconcile", one)
        #expect(again.messages.contains("2 credits: 0 settled, 2 read before, 0 short, 0 over, 0 unknown; 0 missing, "))

        // The second shows too little of it, the third the rest.
        let two = try recoup.folder.write(
            ReconciliationFile.lines(7) {
                $0.replacing("-2658.00,-219.28,-2877.28", with: "-2657.72,-219.28,-2877.00")
            },
            to: "two.csv"
        )
        let short = try await recoup("invoices", "reconcile", two)
        #expect(short.status == .partly)
        let row = "\(Self.licences)\t2877.28 USD"
        #expect(short.output == "short\t2\t\(row)\t2877.00 USD\tDG7GMGF0DVT7:000C\tWindows Server CAL\n")
        #expect(
            try await recoup.done("invoices", "credits", "--state", "short")
                == "\(Self.licences)\t0\tWindows Server CAL\tFabrikam Inc\t2877.28 USD\tshort\t\n"
        )
        let three = try recoup.folder.write(
            ReconciliationFile.lines(7) { $0.replacing("-2658.00,-219.28,-2877.28", with: "-0.28,0,-0.28") },
            to: "three.csv"
        )
        let whole = try await recoup("invoices", "reconcile", three, "--all")
        #expect(whole.status == .done, "\(whole.messages)")
        #expect(whole.output == "settled\t2\t\(row)\t2877.28 USD\tDG7GMGF0DVT7:000C\tWindows Server CAL\n")
        let credits = try await recoup.done("invoices", "credits", "--json", "--customer", "Fabrikam Inc")
        #expect(credits.contains("\"reference\": \"e2a4c6d8-1b3f-4a5c-8e7d-9f0b1a2c3d4e\", \"shown\": \"2877.28\""))
        #expect(
            credits.contains(
                "\"invoice\": \"G000024135\", \"invoiceLine\": 2, \"settled\": \"2021-07-18T10:00:00.000Z\""
            )
        )
        recoup.advance(days: 90)
        #expect(try await recoup.done("invoices", "credits", "--overdue") == "")
    }

    @Test func `a credit that no invoice shows in time is overdue`() async throws {
        let recoup = try await desk()
        _ = try await cancel(recoup, Self.server, "contoso, ltd.", "DG7GMGF0FKZV", "PC-2")
        try recoup.set("2021-08-08T23:59:00Z")
        #expect(try await recoup.done("invoices", "credits", "--overdue") == "")
        try recoup.set("2021-08-09T00:00:00Z")
        #expect(try await recoup.done("invoices", "credits", "--overdue", "-q") == "\(Self.server)\n")
    }
}
