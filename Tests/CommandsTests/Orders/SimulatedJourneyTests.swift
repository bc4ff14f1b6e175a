import Basics
import Foundation
import Testing

@testable import Commands

/// From the purchase to the credit on the invoice, in the simulated book.
struct SimulatedJourneyTests {
    private static let enterprise = "DG7GMGF0FKZV:0001"
    private static let standard = "DG7GMGF0FLR2:0001"
    private static let source =
        "Sell software subscriptions through the CSP program, Cancel software purchases"

    /// A desk with one order of two lines, bought on 23 November 2026.
    private func bought() async throws -> (recoup: CommandRun, id: String, words: [String], output: String) {
        let recoup = try await SimulatedDesk.made()
        let words = [
            "orders", "buy", "--customer", "contoso.com", "--item", "\(Self.enterprise)=2", "--item", Self.standard,
            "--request-id", "first",
        ]
        let result = try await recoup.run(words)
        #expect(result.status == .done, "\(result.messages)")
        let id = try #require(result.output.split(separator: "\t").first.map(String.init))
        return (recoup, id, words, result.output)
    }

    @Test func `software is bought once for one request, and unlocked`() async throws {
        let (recoup, id, words, output) = try await bought()
        #expect(
            output
                == "\(id)\t2026-11-23T08:15:00.000Z\tcompleted\t35780300 KRW\t한빛 Contoso\t"
                + "2 × SQL Server 2019 Enterprise Core, 1 × SQL Server Standard\n"
        )
        #expect(try await recoup.run(words).output == output)
        let other = try await recoup.run(words.map { $0 == Self.standard ? "\(Self.standard)=2" : $0 })
        #expect(other.status == .refused)
        #expect(other.messages == "recoup: the request id 'first' was used for another purchase; take a new one\n")

        let key = try await recoup.done("entitlements", "key", id, "0", "--version", "2019", "--media-language", "ko")
        #expect(key == String(repeating: "K", count: 32) + "\n")
        let link = try await recoup.done("entitlements", "link", id, "0", "--version", "2019")
        #expect(link.hasPrefix("/downloads/") && link.count == 11 + 32 + 1)
        let file = recoup.folder.file("media.txt")
        try await recoup.done("entitlements", "download", id, "1", "--version", "2017", "--bits", "32", "-o", file)
        #expect(try recoup.folder.text("media.txt").contains("\nversion 2017, language en, 32 bit.\n"))
        let again = try await recoup("entitlements", "download", id, "1", "--version", "2017", "-o", file)
        #expect(again.status == .refused)
        #expect(again.messages.hasSuffix("it is there already; it was left as it is\n"))
        let activity = try await recoup.done("activity", "--csv", "--kind", "keyShown", "--kind", "linkTaken")
        let lines = activity.components(separatedBy: "\r\n")
        #expect(
            lines[0] == "at,by,person,account,door,kind,granted,refusal,customer,order,line,detail,sequence,digest"
        )
        #expect(lines[1].contains(",tester,cli,linkTaken,true,,\(SimulatedDesk.tenant),\(id),0,"))
        #expect(lines[2].contains(",\"SQL Server 2019 Enterprise Core (2019, ko, 64 bit)\",2,"))
        #expect(lines.count == 4)
        #expect(!activity.contains("KKKK") && !activity.contains(link.dropFirst(11).dropLast()))
        // A month later nothing of it is among the last thirty days.
        recoup.advance(days: 30)
        #expect(try await recoup.done("activity") == "")
        #expect(try await recoup.done("activity", "--until", "2026-11-23").split(separator: "\n").count == 4)
    }

    @Test func `a quote shows the rule, the arithmetic and the deadline in two zones`() async throws {
        let (recoup, id, _, _) = try await bought()
        recoup.advance(days: 2)
        let quote = try await recoup.done("orders", "quote", id, "--zone", "Asia/Seoul")
        let short = try #require(quote.firstMatch(of: /\(([0-9a-f]{12})\)/)?.1)
        let offer = try #require(quote.firstMatch(of: /Quote       (\S+)/)?.1)
        #expect(
            quote == """
                Order       \(id) (\(short))
                Customer    한빛 Contoso (contoso.com)
                At          2026-11-25 08:15 UTC = 2026-11-25 17:15 Asia/Seoul
                Verdict     can be cancelled for 28 more days (until 2026-12-24 00:00 UTC)
                Until       2026-12-24 00:00 UTC = 2026-12-24 09:00 Asia/Seoul
                Days left   28

                Line 0  2 × SQL Server 2019 Enterprise Core
                Product     DG7GMGF0FKZV:0001:DG7GMGF0B4DN
                Verdict     can be cancelled for 28 more days (until 2026-12-24 00:00 UTC)
                Until       2026-12-24 00:00 UTC = 2026-12-24 09:00 Asia/Seoul
                Policy      perpetual-2021-06: 30 days, 100 %
                Source      \(Self.source)
                Formula     100 % of 34178000 KRW; tax 0 KRW
                Credit      34178000 KRW

                Line 1  1 × SQL Server Standard
                Product     DG7GMGF0FLR2:0001:DG7GMGF012VK
                Verdict     can be cancelled for 28 more days (until 2026-12-24 00:00 UTC)
                Until       2026-12-24 00:00 UTC = 2026-12-24 09:00 Asia/Seoul
                Policy      subscription-2021-06: 30 days, prorated by day
                Source      \(Self.source)
                Formula     1602300 KRW × 363 ÷ 365 = 1593520 each, × 1 = 1593520 KRW; tax 0 KRW
                Credit      1593520 KRW

                Fee         0 KRW for early termination
                Tax         0 KRW
                Total       35771520 KRW would be credited
                Quote       \(offer)
                Ends        2026-11-26 00:00 UTC = 2026-11-26 09:00 Asia/Seoul

                recoup orders cancel \(id) --quote \(offer) --customer contoso.com --product DG7GMGF0FKZV:0001 --acknowledge

                """
        )
        // The short number names the order as well, and another day is another amount.
        recoup.advance(days: 1)
        #expect(try await recoup.done("orders", "quote", String(short), "--csv").contains("1602300 KRW × 362 ÷ 365"))
    }

    @Test func `a confirmed quote is the credit, and the credit is on the invoice`() async throws {
        let (recoup, id, _, _) = try await bought()
        _ = try await recoup.done("entitlements", "key", id, "0", "--version", "2019")
        recoup.advance(days: 2)
        let quote = try await recoup.done("orders", "quote", id)
        let confirm = try #require(quote.split(separator: "\n").last).split(separator: " ").dropFirst().map(String.init)
        let promised = [
            "\(id)\t0\tSQL Server 2019 Enterprise Core\t한빛 Contoso\t34178000 KRW\tpending\t\n",
            "\(id)\t1\tSQL Server Standard\t한빛 Contoso\t1593520 KRW\tpending\t\n",
        ].joined()
        #expect(try await recoup.run(confirm + ["--dry-run"]).output == promised)
        let done = try await recoup.run(confirm)
        #expect(done == CommandRun.Result(status: .done, output: promised, messages: ""))

        // A second time says who did it and when, whatever door it comes to.
        let sentence = "was cancelled by tester at 2026-11-25 08:15 UTC"
        let second = try await recoup.run(confirm)
        #expect(second.status == .conflict)
        #expect(second.messages == "recoup: order \(id) \(sentence)\n")
        let late = try await recoup("orders", "quote", id)
        #expect(late.status == .conflict)
        #expect(late.output.contains("\nVerdict     \(sentence)\n"))
        let dead = try await recoup("entitlements", "key", id, "0", "--version", "2019")
        #expect(dead.status == .refused)
        #expect(
            dead.messages
                == "recoup: keys and links were revoked when tester cancelled the purchase at 2026-11-25 08:15 UTC\n"
        )
        #expect(
            try await recoup.done("entitlements", "list", "contoso.com")
                == "\(id)\t0\tSQL Server 2019 Enterprise Core\t2\t2019 2017 2016\trevoked\n"
                + "\(id)\t1\tSQL Server Standard\t1\t2019 2017 2016\trevoked\n"
        )
        #expect(try await recoup.done("orders", "list", "--json").contains("\"propagating\": true"))

        #expect(try await recoup.done("invoices", "credits") == promised)
        let preview = try await recoup("invoices", "run", "--month", "2026-11")
        #expect(preview.output == "\t2026-11\tKRW\t4\t8780\t0\t8780\t\n")
        #expect(
            preview.messages
                == "recoup: 2026-11 is not over, so nothing was closed; this is what its invoices hold so far. "
                + "--early closes them\n"
        )
        let rehearsed = try await recoup("invoices", "run", "--month", "2026-11", "--early", "--dry-run")
        #expect(rehearsed.messages == "recoup: this was a rehearsal; nothing was closed\n")
        #expect(try await recoup.done("invoices", "list") == "")
        let closed = try await recoup.done("invoices", "run", "--month", "2026-11", "--early")
        #expect(closed == "G000000001\t2026-11\tKRW\t4\t8780\t0\t8780\t2026-11-25T08:15:00.000Z\n")
        let again = try await recoup("invoices", "run", "--month", "2026-11")
        #expect(again == CommandRun.Result(status: .done, output: closed, messages: ""))
        #expect(
            try await recoup.done("invoices", "credits")
                == "\(id)\t0\tSQL Server 2019 Enterprise Core\t한빛 Contoso\t34178000 KRW\tsettled\tG000000001 2\n"
                + "\(id)\t1\tSQL Server Standard\t한빛 Contoso\t1593520 KRW\tsettled\tG000000001 4\n"
        )
        let csv = try await recoup.done("invoices", "show", "g000000001", "--csv").components(separatedBy: "\r\n")
        #expect(
            csv[2]
                == "G000000001,2,한빛 Contoso,\(SimulatedDesk.tenant),\(id),0,cancelImmediate,\(Self.enterprise),"
                + "SQL Server 2019 Enterprise Core,2,17089000,-34178000,0,-34178000,KRW,2026-11-25T08:15:00.000Z,,,"
                + "cancel:\(id):0,\(id):0"
        )
        // What an invoice holds, it holds for good.
        _ = try await SimulatedDesk.bought(recoup, Self.standard)
        #expect(try await recoup.done("invoices", "run", "--month", "2026-11") == closed)
        try recoup.set("2027-01-01T00:00:00Z")
        let next = try await recoup.done("invoices", "run", "--month", "2026-12")
        #expect(next == "G000000002\t2026-12\tKRW\t1\t1602300\t0\t1602300\t2027-01-01T00:00:00.000Z\n")
        #expect(try await recoup.done("audit", "verify").hasPrefix("as written: "))
    }

    @Test func `an invoice is printed as text in the width of the terminal`() async throws {
        let (recoup, id, _, _) = try await bought()
        try await recoup.done("invoices", "run", "--month", "2026-11", "--early")
        let terminal = try recoup.again(["NO_COLOR": "1"], isTerminal: true, width: 72)
        #expect(
            try await terminal.done("invoices", "show", "G000000001") == """
                Invoice G000000001

                Month       2026-11
                Currency    KRW
                Closed      2026-11-23 08:15 UTC
                Lines       2
                Net         35780300
                Tax         0
                Total       35780300 KRW

                Lines
                NO.  CHARGE  PRODUCT                   QUANTITY       NET  TAX     TOTAL
                  1  new     SQL Server 2019 Enterpr…         2  34178000    0  34178000
                  2  new     SQL Server Standard              1   1602300    0   1602300

                """
        )
        let shown = try await terminal.done("orders", "show", id)
        #expect(shown.contains("Charged     34178000 KRW on invoice G000000001\n"))
        #expect(
            shown.contains(
                "Ledger      paid -34178000, refundable 34178000, reserved 0, credited 0,\n            invoiced 0 KRW\n"
            )
        )
    }
}
