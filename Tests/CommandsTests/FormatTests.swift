import Foundation
import Testing

@testable import Commands

struct FormatTests {
    @Test func `a list is tab-separated in a pipe, without titles and colour`() async throws {
        let recoup = try await CommandRun().withTicket("두 번 구매")
        #expect(
            try await recoup.done("tickets", "list")
                == "R-10001\tsubmitted\tmoderate\t1250.00 USD\tcontoso.com\t두 번 구매\t\t2026-11-23T08:15:00.000Z"
                + "\t2026-11-24T08:15:00.000Z\n"
        )
    }

    @Test func `a list is a table on a terminal, cut to its width`() async throws {
        let recoup = try await CommandRun(isTerminal: true, width: 72).withTicket("라이선스를 두 번 구매했습니다 환불해 주세요")
        let list = try await recoup.done("tickets", "list", "--no-color")
        #expect(
            list == """
                TICKET   STATUS     IMPACT         AMOUNT  TITLE                     DUE
                R-10001  submitted  moderate  1250.00 USD  라이선스를 두 번 구…   in 24h

                """
        )
        #expect(try await recoup.done("tickets", "list").contains("\u{1b}[33msubmitted\u{1b}[0m"))
    }

    @Test func `an empty list prints nothing, except where nothing would be no document`() async throws {
        let recoup = try await CommandRun().withTicket()
        #expect(try await recoup.done("tickets", "list", "tenant:nowhere.com") == "")
        #expect(try await recoup.done("tickets", "list", "tenant:nowhere.com", "--csv") == "")
        #expect(try await recoup.done("tickets", "list", "tenant:nowhere.com", "-q") == "")
        #expect(try await recoup.done("tickets", "list", "tenant:nowhere.com", "--json") == "[]\n")
        #expect(
            try await recoup.done("tickets", "list", "tenant:nowhere.com", "--xml")
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tickets>\n</tickets>\n"
        )
    }

    @Test func `JSON and CSV have the same keys in the same order`() async throws {
        let recoup = try await CommandRun().withTicket("=cmd|'x',\"y\"").withTicket("plain")
        let csv = try await recoup.done("tickets", "list", "--csv", "sort:number")
        let lines = csv.split(separator: "\r\n").map(String.init)
        #expect(
            lines[0]
                == "number,id,status,version,problem,impact,title,tenant,purchase,reason,amount,currency,contact,assignee,"
                + "source,external,files,created,updated,submitted,due"
        )
        #expect(lines[1].contains(",\"'=cmd|'x',\"\"y\"\"\","))
        #expect(lines.count == 3)
        let json = try await recoup.done("tickets", "list", "--json", "sort:number")
        let keys = lines[0].split(separator: ",").map { "\"\($0)\": " }
        var rest = json[...]
        for key in keys {
            let found = try #require(rest.range(of: key))
            rest = rest[found.upperBound...]
        }
        #expect(json.hasPrefix("[\n  {"))
        #expect(json.hasSuffix("}\n]\n"))
        #expect(json.contains("\"title\": \"=cmd|'x',\\\"y\\\"\""))
    }

    @Test func `lists go on where they ended`() async throws {
        let recoup = try CommandRun()
        for title in ["one", "two", "three"] { try await recoup.withTicket(title) }
        let first = try await recoup("tickets", "list", "-q", "-n", "2", "sort:number")
        #expect(first.output == "R-10001\nR-10002\n")
        let cursor = try #require(first.messages.split(separator: " ").first { $0.contains("_") }).dropLast()
        #expect(
            try await recoup.done("tickets", "list", "-q", "-n", "2", "sort:number", "--after", String(cursor))
                == "R-10003\n"
        )
        #expect(try await recoup.done("tickets", "list", "-q", "--all", "sort:number") == "R-10001\nR-10002\nR-10003\n")
        #expect(try await recoup("tickets", "list", "--after", "x").status == .usage)
    }

    @Test func `a query that cannot be read is pointed at`() async throws {
        let recoup = try await CommandRun().withTicket()
        let result = try await recoup("tickets", "list", "환불", "amount>=abc")
        #expect(result.status == .usage)
        #expect(
            result.messages == """
                recoup: column 12: 'abc' is not a number; write digits with a point, as 1250.00
                  환불 amount>=abc
                               ^

                """
        )
    }

    @Test func `no format lets a text of a ticket act on the terminal`() async throws {
        let hostile = "a\u{9b}2Jb\u{202e}c"
        let recoup = try await CommandRun().withTicket(hostile)
        try await recoup.done("tickets", "note", "R-10001", "--text", "x\u{9b}31my\r\nz")
        for words in [
            ["list"], ["list", "--json"], ["list", "--csv"], ["list", "--xml"], ["show", "R-10001"],
            ["show", "R-10001", "--json"], ["show", "R-10001", "--xml"], ["show", "R-10001", "--csv"],
        ] {
            let output = try await recoup.run(["tickets"] + words).output
            #expect(output.contains("a"))
            let controls = output.unicodeScalars.filter {
                SafeText.isControl($0) && !"\n\r\t".unicodeScalars.contains($0)
            }
            #expect(controls.isEmpty, "\(words)")
        }
    }

    @Test func `a ticket is shown with its facts, its story and what can be done`() async throws {
        let recoup = try await CommandRun(isTerminal: true, width: 72, environment: ["NO_COLOR": "1"]).withTicket()
        try await recoup.done("users", "add", "lee", "--role", "agent")
        recoup.advance(days: 2)
        try await recoup.done("tickets", "take", "R-10001", "--as", "lee")
        try await recoup.done("tickets", "note", "R-10001", "--internal", "--text", "내부 메모입니다", "--as", "lee")
        let page = try await recoup.done("tickets", "show", "R-10001", "--as", "lee")
        #expect(
            page == """
                R-10001  underReview  moderate
                Licences bought twice

                Tenant     contoso.com
                Purchase   order:a1b2c3d4e5f6
                Amount     1250.00 USD
                Reason     accidental
                Problem    CSP Purchase/Refund on behalf of customers
                Contact    Kim Minji, kim@fabrikam.com
                Requester  tester
                Assignee   lee
                Created    2026-11-23 08:15 UTC (2d ago)
                Due        2026-11-24 08:15 UTC (24h late)

                Verdict    needs a human
                  ? no customer here has the tenant contoso.com; add it with 'recoup
                    customers add'
                  ? order:a1b2c3d4e5f6 is not in the books; import it, or an approver
                    vouches for what was paid
                  + nobody else asks for the same

                Timeline
                2026-11-23 08:15  tester  file → submitted
                2026-11-25 08:15  lee  take → underReview
                2026-11-25 08:15  lee  internal note
                    내부 메모입니다

                You can
                  ask, escalate, release, decline, approve, edit, note, attach, give,
                  merge, link

                Version 3; --if-version 3 acts on exactly this.

                """
        )
    }
}
