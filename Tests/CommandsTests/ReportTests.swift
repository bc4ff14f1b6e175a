import Basics
import Casework
import Foundation
import SQLite
import SampleDesk
import Storage
import Testing

@testable import Commands

/// Reports as people and programs read them.
struct ReportTests {
    /// A desk with the requests of ``ReportWorld``, three hours after the last of them came.
    private func desk(isTerminal: Bool = false, width: Int = 100) async throws -> CommandRun {
        let recoup = try CommandRun()
        try await recoup.done("database", "create")
        let database = try SQLiteDatabase(path: recoup.folder.file("desk.db"))
        _ = try await ReportWorld(on: SQLDeskStore(database))
        await database.close()
        try recoup.set("2026-12-13T11:15:00Z")
        return try recoup.again(["RECOUP_USER": "ines"], isTerminal: isTerminal, asks: isTerminal, width: width)
    }

    @Test func `volumes in every format`() async throws {
        let recoup = try await desk()
        #expect(
            try await recoup.done("reports", "volumes")
                == "draft\t1\t1\nawaitingInformation\t1\t1\napproved\t1\t1\ndisputed\t1\t1\nsettled\t1\t0\nmerged\t1\t0\n"
                + "total\t6\t4\n"
        )
        #expect(
            try await recoup.done("reports", "volumes", "--by", "product", "--csv")
                == "by,value,total,tickets,open\r\nproduct,Windows Server,false,3,1\r\n"
                + "product,(not in the books),false,1,1\r\nproduct,Attested purchase,false,1,1\r\n"
                + "product,(not said),false,1,1\r\nproduct,,true,6,4\r\n"
        )
        #expect(
            try await recoup.done("reports", "volumes", "--by", "impact", "tenant:contoso.com", "--json") == """
                [
                  {"by": "impact", "value": "critical", "total": false, "tickets": 1, "open": 0},
                  {"by": "impact", "value": "moderate", "total": false, "tickets": 3, "open": 2},
                  {"by": "impact", "value": null, "total": true, "tickets": 4, "open": 2}
                ]

                """
        )
        #expect(
            try await recoup.done("reports", "volumes", "--by", "age", "--xml") == """
                <?xml version="1.0" encoding="UTF-8"?>
                <volumes>
                  <volume>
                    <by>age</by>
                    <value>under1d</value>
                    <total>false</total>
                    <tickets>1</tickets>
                    <open>1</open>
                  </volume>
                  <volume>
                    <by>age</by>
                    <value>7dTo30d</value>
                    <total>false</total>
                    <tickets>3</tickets>
                    <open>3</open>
                  </volume>
                  <volume>
                    <by>age</by>
                    <value/>
                    <total>true</total>
                    <tickets>4</tickets>
                    <open>4</open>
                  </volume>
                </volumes>

                """
        )
        let terminal = try await desk(isTerminal: true)
        #expect(
            try await terminal.done("reports", "volumes", "--by", "tenant", "--no-color") == """
                TENANT        TICKETS  OPEN
                contoso.com         4     2
                fabrikam.com        1     1
                (not said)          1     1
                total               6     4

                """
        )
    }

    @Test func `credits in every format`() async throws {
        let recoup = try await desk()
        #expect(
            try await recoup.done("reports", "credits") == """
                2026-11\tUSD\t2\t2150.00\t1250.00\t900.00\t900.00\t900.00
                total\tUSD\t2\t2150.00\t1250.00\t900.00\t900.00\t900.00

                """
        )
        #expect(
            try await recoup.done("reports", "credits", "--through", "2026-11", "--csv")
                == "currency,due,total,credits,promised,settled,open,overdue,disputed\r\n"
                + "USD,2026-11,false,2,2150.00,1250.00,900.00,900.00,900.00\r\n"
                + "USD,,true,2,2150.00,1250.00,900.00,900.00,900.00\r\n"
        )
        #expect(
            try await recoup.done("reports", "credits", "--as", "billingAdmin", "--json") == """
                [
                  {"currency": "USD", "due": "2026-11", "total": false, "credits": 2, "promised": "2150.00", \
                "settled": "1250.00", "open": "900.00", "overdue": "900.00", "disputed": null},
                  {"currency": "USD", "due": null, "total": true, "credits": 2, "promised": "2150.00", \
                "settled": "1250.00", "open": "900.00", "overdue": "900.00", "disputed": null}
                ]

                """
        )
        let document = try await recoup.done("reports", "credits", "--xml")
        #expect(document.contains("    <due>2026-11</due>\n    <total>false</total>\n    <credits>2</credits>\n"))
        let wrong = try await recoup("reports", "credits", "--from", "2026-12", "--through", "2026-11")
        #expect(wrong.status == .usage)
        #expect(wrong.messages.contains("--through 2026-11 is before --from 2026-12"))
    }

    @Test func `times in every format, with and without business time`() async throws {
        let recoup = try await desk()
        #expect(
            try await recoup.done("reports", "times", "--before", "2026-12-01") == """
                total\tfirst response\t3\t7200000\t180000000
                total\tdecision\t2\t7200000\t180000000
                total\tsettlement\t1\t14400000\t14400000

                """
        )
        let calendar = try recoup.folder.write("mon-fri 09:00-17:00\n", to: "calendar.txt")
        let csv = try await recoup.done("reports", "times", "--by", "month", "--calendar", calendar, "--csv")
        let lines = csv.split(separator: "\r\n").map(String.init)
        #expect(
            lines.first == "group,total,tickets,measure,count,median,ninetieth,businessMedian,businessNinetieth"
        )
        #expect(lines.contains("2026-11,false,3,firstResponse,3,7200000,180000000,4500000,62100000"))
        // A Sunday.
        #expect(lines.contains("2026-12,false,2,decision,1,3600000,3600000,0,0"))
        #expect(lines.contains("2026-12,false,2,settlement,0,,,,"))
        #expect(lines.last == ",true,5,settlement,1,14400000,14400000,11700000,11700000")
        let json = try await recoup.done("reports", "times", "--before", "2026-12-01", "--json")
        #expect(
            json.contains("\"measure\": \"settlement\", \"count\": 1, \"median\": 14400000, \"ninetieth\": 14400000")
        )
        let terminal = try await desk(isTerminal: true)
        #expect(
            try await terminal.done("reports", "times", "--before", "2026-12-01", "--no-color") == """
                TICKETS  TO               COUNT  MEDIAN   90 %
                total    first response  3 of 3      2h  2d 2h
                total    decision        2 of 3      2h  2d 2h
                total    settlement      1 of 3      4h     4h

                """
        )
    }

    @Test func `a calendar that is none, and a period without days, are refused with what would work`() async throws {
        let recoup = try await desk()
        let calendar = try recoup.folder.write("zone Mars\n", to: "calendar.txt")
        let result = try await recoup("reports", "times", "--calendar", calendar)
        #expect(result.status == .refused)
        #expect(result.output == "")
        #expect(result.messages.hasPrefix("recoup: \(calendar) cannot be read: 1:6: 'Mars' is not a time zone"))
        let days = try await recoup("reports", "times", "--from", "2026-12-01", "--before", "2026-12-01")
        #expect(days.status == .usage)
        #expect(days.messages.contains("--before 2026-12-01 leaves no day from --from 2026-12-01 on"))
    }

    @Test func `exceptions in every format, and what they add up to`() async throws {
        let recoup = try await desk()
        let rows = try await recoup.done("reports", "exceptions").split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.map { $0[0] } == ["R-10002", "R-10004", "R-10004"])
        #expect(
            rows[0] == [
                "R-10002", "Contoso", "900.00 USD", "needsHuman", "order", "900.00 USD paid, on the approver's word",
                "olga", "2026-11-25T10:15:00.000Z", "yes",
            ]
        )
        #expect(rows[1][5...] == ["An old customer", "otto", "2026-12-13T09:15:00.000Z", "no"])
        #expect(
            try await recoup.done("reports", "exceptions", "--sum", "approver", "--csv")
                == "approver,currency,refunds,amount\r\nolga,USD,2,940.00\r\n"
        )
        #expect(try await recoup.done("reports", "exceptions", "--sum", "currency") == "all\tUSD\t2\t940.00\n")
        #expect(try await recoup.done("reports", "exceptions", "--before", "2026-12-01", "-q") == "R-10002\n")
        let json = try await recoup.done("reports", "exceptions", "--before", "2026-12-01", "--json")
        #expect(json.contains("\"override\": null, \"attested\": \"900.00\", \"by\": \"olga\""))
        let document = try await recoup.done("reports", "exceptions", "--from", "2026-12-01", "--xml")
        #expect(document.contains("<override>An old customer</override>"))
        let terminal = try await desk(isTerminal: true)
        let result = try await terminal("reports", "exceptions")
        #expect(result.messages == "recoup: 2 of 3 stand: 940.00 USD (olga 940.00 USD)\n")
    }

    @Test func `what is empty is said in words, and prints nothing but an empty document`() async throws {
        let terminal = try await desk(isTerminal: true)
        for (words, sentence) in [
            (["volumes", "amount>9999"], "no tickets match"),
            (["volumes", "--by", "age", "is:done"], "no open tickets match"),
            (["credits", "--from", "2027-01"], "no credits are due in that time"),
            (["times", "--from", "2027-01-01"], "no tickets were submitted in that time"),
            (["exceptions", "--from", "2027-01-01"], "nothing was granted against policy in that time"),
        ] {
            let result = try await terminal.run(["reports"] + words)
            #expect(result.status == .done)
            #expect(result.output == "")
            #expect(result.messages == "recoup: \(sentence)\n")
            #expect(try await terminal.run(["reports"] + words + ["--json"]).output == "[]\n")
        }
    }

    @Test func `the examples of docs/reports.md can be run, and it names every class of ages`() async throws {
        let text = try String(contentsOfFile: Repository.path + "/docs/reports.md", encoding: .utf8)
        let recoup = try await desk()
        _ = try recoup.folder.write("mon-fri 09:00-17:00\n", to: "calendar.txt")
        let block = try #require(
            text.components(separatedBy: "```sh\n").dropFirst().first?.components(separatedBy: "```").first
        )
        let lines = block.split(separator: "\n")
        #expect(lines.count >= 5)
        for line in lines {
            let words = line.replacing("calendar.txt", with: recoup.folder.file("calendar.txt")).split(separator: " ")
            try #require(words.first == "recoup")
            let result = try await recoup.run(words.dropFirst().map(String.init))
            #expect(result.status == .done, "\(line): \(result.messages)")
            #expect(result.output != "", "\(line)")
        }
        for age in AgeClass.allCases { #expect(text.contains("`\(age.rawValue)`")) }
        for grouping in VolumeGrouping.allCases { #expect(text.contains("| `\(grouping.rawValue)` |")) }
        for measure in TimeMeasure.allCases { #expect(text.contains("| `\(measure.rawValue)` |")) }
    }

    @Test func `who may not see it is refused`() async throws {
        let recoup = try await desk()
        for report in ["volumes", "credits", "times", "exceptions"] {
            let result = try await recoup("reports", report, "--as", "kim")
            #expect(result.status == .notAllowed)
            #expect(result.output == "")
        }
        #expect(try await recoup("reports", "exceptions", "--as", "amir").status == .notAllowed)
    }

    @Test func `no cell of the CSV becomes a formula`() async throws {
        let recoup = try CommandRun()
        try await recoup.done(
            "tickets",
            "new",
            "--draft",
            "--title",
            "A draft",
            "--tenant",
            "=HYPERLINK(\"http://x\")"
        )
        let csv = try await recoup.done("reports", "volumes", "--by", "tenant", "--csv")
        #expect(csv.contains("tenant,\"'=hyperlink(\"\"http://x\"\")\",false,1,1\r\n"))
    }
}
