import Basics
import Casework
import Exchange
import MemoryStore
import Testing
import Tickets
import XML

@Suite struct JiraReaderTests {
    /// A document of one issue.
    private func view(_ inside: String, before: String = "") -> [UInt8] {
        Array("\(before)<rss version=\"0.92\"><channel><item>\(inside)</item></channel></rss>".utf8)
    }

    private func only(_ inside: String, _ changes: [(String, String)] = []) throws -> ForeignRecord {
        let records = try ForeignSample.mapping(.jira, changes).readAll(view(inside))
        return try #require(records.first)
    }

    @Test func `a server's view is read whole`() throws {
        let records = try ForeignSample.mapping(.jira).readAll(ForeignSample.bytes("jira-server.xml"))
        #expect(records.map(\.ticket.id) == ["1331828", "1331830", "1331831", "1331832"])
        #expect(records.map(\.ticket.number) == ["REF-101", "REF-102", "REF-103", "REF-104"])
        #expect(records.allSatisfy { $0.problems.isEmpty && $0.losses.isEmpty })
        #expect(records.map(\.ordinal) == [1, 2, 3, 4])
        let first = try #require(records.first)
        #expect(first.line == 14 && first.column == 3)
        let ticket = first.ticket
        #expect(ticket.createdAt?.description == "2026-03-02T08:05:11.000Z")
        #expect(ticket.modifiedAt?.description == "2026-03-03T09:11:12.000Z")
        #expect(ticket.value("summary") == "Wrong edition bought & billed")
        #expect(
            ticket.value("description")
                == "We bought E5 instead of E3.\nPlease refund the difference\u{a0}– see REF-99 "
                + "(https://jira.fabrikam.example/browse/REF-99).\n\n- 12 seats\n- since 1 & 2 March"
        )
        #expect(ticket.value("priority") == "2" && ticket["priority"]?.label == "High")
        #expect(ticket.value("statusCategory") == "indeterminate" && ticket["statusCategory"]?.label == "In Arbeit")
        let names = ticket.fields.map(\.name).filter { $0.hasPrefix("status") }
        #expect(names == ["statusCategory", "status"])
        #expect(ticket["resolution"] == nil && ticket["assignee"] == nil && ticket["due"] == nil)
        #expect(ticket.value("reporter") == "Kim Minji 김민지" && ticket.value("reporter/username") == "kminji")
        #expect(ticket.value("labels") == "csp\nurgent")
        #expect(ticket.value("project") == "REF" && ticket["project"]?.label == "Refunds")
        #expect(ticket.value("cf:Broken") == "Corn&#xE8;rinvest")
        #expect(ticket.value("cf:Epic Color") == "ghx-label-3")
        #expect(ticket.comments.map(\.text) == [
            "Asked the customer.", "주문은 취소되었습니다 ]]> <done>", "Margin is thin here.",
        ])
        #expect(ticket.comments.map(\.author) == ["bex", "kminji", "ann"])
        #expect(ticket.comments.map(\.isPublic) == [false, false, false])
        #expect(ticket.comments[1].writtenAt?.description == "2026-03-02T23:30:00.000Z")
        #expect(ticket.files.map(\.name) == ["invoice.pdf", "original.html"])
        guard case .bytes(let content) = ticket.files[1].content else { Issue.record("no bytes"); return }
        var html: [UInt8] = []
        try content.eachChunk { html += $0 }
        let page = String(decoding: html, as: UTF8.self)
        #expect(page.hasPrefix("<!-- description -->\n<p>We bought <b>E5</b> instead of E3.<br/>\n"))
        #expect(page.hasSuffix("<li>since 1 &amp; 2 March</li></ul>\n") && !page.contains("comment"))
        // Plain text is its own original.
        #expect(records[2].ticket.files.isEmpty)
    }

    @Test func `the samples come in, and the second time nothing changes`() async throws {
        for (file, count) in [("jira-server.xml", 4), ("jira-cloud.xml", 3)] {
            let desk = try ExchangeDesk()
            let mapping = try ForeignSample.mapping(.jira)
            let first = try await desk.take(ForeignSample.bytes(file), as: mapping)
            #expect(first.counts == IntakeCounts(applied: Int64(count)), "\(first.quarantined) \(first.fault ?? "")")
            #expect(first.isClean && first.losses == 1)
            let second = try await desk.take(ForeignSample.bytes(file), as: mapping)
            #expect(second.counts == IntakeCounts(unchanged: Int64(count)))
        }
    }

    @Test func `an issue arrives as a request with its comments inside the desk`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.jira)
        try await desk.take(ForeignSample.bytes("jira-server.xml"), as: mapping)
        let stored = try #require(try await desk.ticket("1331828", of: "jira"))
        let form = stored.ticket.content.form
        #expect(form[.title] == "Wrong edition bought & billed")
        #expect(form[.impact] == "critical" && form[.tenant] == "contoso.com" && form[.purchase] == "order:a1b2c3d4e5f6")
        #expect(form[.amount] == "1250.00" && form[.currency] == "USD" && form[.reason] == "other")
        #expect(form[.contactName] == "Kim Minji 김민지" && form[.contactEmail] == "kim@contoso.com")
        #expect(stored.notes.count == 4 && stored.notes.allSatisfy { $0.hasPrefix("*") })
        let quoted = try #require(stored.notes.first { $0.hasPrefix("*Status there: In Arbeit") || $0.contains("History") })
        #expect(quoted.contains("created: Mon, 2 Mar 2026 09:05:11 +0100"))
        #expect(quoted.contains("File there: invoice.pdf") && quoted.contains("labels: csp"))
        #expect(stored.ticket.attachments.map(\.name) == ["original.html"])
        // What stood in a block between dashes.
        let second = try #require(try await desk.ticket("1331830", of: "jira"))
        #expect(second.ticket.content.form[.explanation] == "Charged twice.")
        #expect(second.ticket.content.form[.amount] == "99.90" && second.ticket.content.form[.reason] == "duplicate")
        #expect(second.ticket.content.form[.contactEmail] == "lee@fabrikam.com")
    }

    @Test func `Cloud names people by their account, and nobody is nobody`() throws {
        let ticket = try #require(
            try ForeignSample.mapping(.jira).readAll(ForeignSample.bytes("jira-cloud.xml")).first?.ticket
        )
        #expect(ticket.value("reporter/accountid") == "557058:0f1e2d3c-1111-4222-8333-abcdefabcdef")
        #expect(ticket.value("reporter") == "Kim Minji 김민지" && ticket["reporter/username"] == nil)
        #expect(ticket["assignee"] == nil && ticket["assignee/accountid"] == nil)
        let anonymous = try only("<key id=\"1\">A-1</key><reporter accountid=\"-1\">Anonymous</reporter>")
        #expect(anonymous.ticket["reporter"] == nil && anonymous.ticket["reporter/accountid"] == nil)
    }

    @Test func `a page saved by a browser is read with the lines of the file`() throws {
        let mapping = try ForeignSample.mapping(.jira)
        let bytes = try ForeignSample.bytes("jira-saved-by-browser.xml")
        let reader = try mapping.reader(of: .bytes(bytes), named: "view.xml")
        var lines: [Int] = []
        while let record = try reader.next() { lines.append(record.line) }
        let text = try ForeignSample.text("jira-saved-by-browser.xml").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines == text.indices.filter { text[$0] == "  <item>" }.map { $0 + 1 })
        #expect(lines.count == 3)
        #expect(reader.problems == [
            "view.xml:10:3: these are the issues 1 to 3 of 7; export the others too, with pager/start and tempMax in the "
                + "address"
        ])
    }

    @Test(arguments: [
        ("start=\"0\" end=\"3\" total=\"3\"", 0), ("start=\"0\" end=\"3\" total=\"4\"", 1),
        ("start=\"3\" end=\"4\" total=\"4\"", 1), ("start=\"0\" end=\"0\" total=\"0\"", 0), ("", 0),
        ("start=\"x\" end=\"3\" total=\"9\"", 0),
    ])
    func `a partial page is said`(_ attributes: String, _ count: Int) async throws {
        let bytes = Array("<rss><channel><issue \(attributes)/></channel></rss>".utf8)
        let report = try await ExchangeDesk().take(bytes, as: ForeignSample.mapping(.jira))
        #expect(report.problems.count == count && report.isClean == (count == 0))
    }

    @Test func `an item alone is read again below its own head`() throws {
        let mapping = try ForeignSample.mapping(.jira)
        let bytes = try ForeignSample.text("jira-server.xml").replacing("<rss version", with: "<rss xmlns:x='urn:x' version")
            .replacing("<votes>0</votes>", with: "<x:votes>0</x:votes>")
        let reader = try mapping.reader(of: .bytes(Array(bytes.utf8)), named: "view.xml")
        #expect(reader.head == "<channel xmlns:x='urn:x' version=\"0.92\">")
        while let record = try reader.next() {
            let again = try mapping.readAll(ForeignSample.alone(record, below: reader.head))
            #expect(again.count == 1)
            #expect(again.first?.ticket.id == record.ticket.id)
            #expect(again.first?.ticket.fields.map(\.value) == record.ticket.fields.map(\.value))
            #expect(again.first?.ticket.comments.map(\.text) == record.ticket.comments.map(\.text))
        }
    }

    @Test(arguments: [
        ("Tue, 6 May 2014 11:55:53 +0200", "2014-05-06T09:55:53.000Z"),
        ("Wed, 20 May 2020 15:18:54 +0900", "2020-05-20T06:18:54.000Z"),
        ("06 May 2014 11:55:53 -0330", "2014-05-06T15:25:53.000Z"),
        ("Sat, 29 Feb 2020 23:59 GMT", "2020-02-29T23:59:00.000Z"),
        ("  Fri,  1 Jan 2021 00:00:00 +0000\n", "2021-01-01T00:00:00.000Z"),
        ("Tue, 6 Mai 2014 11:55:53 +0200", nil), ("Tue, 6 May 2014 11:55:53", nil), ("6/May/14 11:55 AM", nil),
        ("Sat, 29 Feb 2021 00:00:00 +0000", nil), ("Tue, 6 May 14 11:55:53 +0200", nil),
        ("Tue, 6 May 2014 25:55:53 +0200", nil), ("Tue, 6 May 2014 11:55:53 CEST", nil), ("2014-05-06T11:55:53Z", nil),
        ("Tue, 006 May 2014 11:55:53 +0200", nil),
    ] as [(String, String?)])
    func `a date of RFC 822 is read with its zone or refused`(_ text: String, _ expected: String?) throws {
        let record = try only("<key id=\"1\">A-1</key>\n<updated>\(text)</updated>")
        #expect(record.ticket.modifiedAt?.description == expected)
        #expect(record.problems.isEmpty == (expected != nil))
        if let problem = record.problems.first {
            #expect(problem.line == 2 && problem.column == 1)
            #expect(problem.message.hasPrefix("updated: '"))
            #expect(problem.message.hasSuffix("is no date of Jira's; write it as Tue, 6 May 2014 11:55:53 +0200"))
        }
    }

    @Test func `a custom field is found by its name and by its number`() throws {
        let inside = """
            <key id="1">A-1</key><customfields><customfield id="customfield_1" key="x:textfield">
            <customfieldname>Tenant</customfieldname><customfieldvalues><customfieldvalue>one</customfieldvalue>
            <customfieldvalue key="9"><![CDATA[two & <b>]]></customfieldvalue></customfieldvalues></customfield></customfields>
            """
        #expect(try only(inside).ticket.value("cf:Tenant") == "one\ntwo & <b>")
        #expect(try only(inside).ticket["customfield_1"] == nil)
        let byNumber = try only(inside, [("theirs=\"cf:Tenant\"", "theirs=\"customfield_1\"")])
        #expect(byNumber.ticket.value("customfield_1") == "one\ntwo & <b>" && byNumber.ticket["cf:Tenant"] == nil)
        let both = try only(inside, [("<ignore theirs=\"votes\"/>", "<ignore theirs=\"customfield_1\"/>")])
        #expect(both.ticket["customfield_1"] != nil && both.ticket["cf:Tenant"] != nil)
    }

    @Test(arguments: [
        ("com.atlassian.jira.plugin.system.customfieldtypes:textarea", "&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "a & b"),
        ("com.atlassian.jira.plugin.system.customfieldtypes:textfield", "&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "<p>a &amp; b</p>"),
        ("$xmlutils.escape($text)", "&lt;p&gt;a&lt;/p&gt;", "a"),
        ("$xmlutils.escape($text)", "Corn&amp;#xE8;rinvest", "Corn&#xE8;rinvest"),
        ("com.atlassian.jira.plugin.system.customfieldtypes:textarea", "plain &lt; 3", "plain < 3"),
    ])
    func `a custom value is decoded as often as it was encoded`(_ key: String, _ xml: String, _ value: String) throws {
        let record = try only(
            """
            <key id="1">A-1</key><customfields><customfield id="customfield_1" key="\(key)">
            <customfieldname>N</customfieldname><customfieldvalues><customfieldvalue>\(xml)</customfieldvalue>
            </customfieldvalues></customfield></customfields>
            """
        )
        #expect(record.ticket.value("cf:N") == value)
    }

    @Test(arguments: [
        ("<statusCategory id=\"3\"/>", "done"), ("<statusCategory key=\"new\" id=\"2\"/>", "new"),
        ("<statusCategory id=\"1\"/>", "undefined"), ("<statusCategory id=\"99\"/>", nil), ("", nil),
    ] as [(String, String?)])
    func `what a status means is its category`(_ category: String, _ expected: String?) throws {
        let record = try only("<key id=\"1\">A-1</key><status id=\"9\">완료</status>\(category)")
        #expect(record.ticket.value("statusCategory") == expected)
        #expect(record.ticket["status"]?.label == "완료")
    }

    @Test func `comments are shown to the requester only where the mapping says so, restricted ones never`() throws {
        let open = try ForeignSample.mapping(.jira, [("value=\"internal\"", "value=\"public\"")])
        let ticket = try #require(open.readAll(ForeignSample.bytes("jira-server.xml")).first?.ticket)
        #expect(ticket.comments.map(\.isPublic) == [true, true, false])
    }

    @Test func `an issue without a number is quarantined, and the next one comes in`() async throws {
        let text = try ForeignSample.text("jira-server.xml").replacing("<key id=\"1331828\">", with: "<key>")
        let desk = try ExchangeDesk()
        let report = try await desk.take(Array(text.utf8), as: ForeignSample.mapping(.jira))
        #expect(report.counts == IntakeCounts(applied: 3, quarantined: 1))
        #expect(report.quarantined.first?.line == 14)
    }

    @Test func `a description that changed there arrives as an edit`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.jira)
        let text = try ForeignSample.text("jira-server.xml")
        try await desk.take(Array(text.utf8), as: mapping)
        let changed = text.replacing("&lt;li&gt;12 seats", with: "&lt;li&gt;13 seats")
        let report = try await desk.take(Array(changed.utf8), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 1, unchanged: 3))
        let stored = try #require(try await desk.ticket("1331828", of: "jira"))
        #expect(stored.ticket.content.form[.explanation]?.contains("- 13 seats") ?? false)
        #expect(stored.notes.count == 4)
        // The HTML of before is kept beside that of now.
        #expect(stored.ticket.attachments.map(\.name) == ["original.html", "original (2).html"])
        #expect(try await desk.take(Array(changed.utf8), as: mapping).counts == IntakeCounts(unchanged: 4))
        let back = try await desk.take(Array(text.utf8), as: mapping)
        #expect(back.counts == IntakeCounts(applied: 1, unchanged: 3))
        let again = try #require(try await desk.ticket("1331828", of: "jira"))
        #expect(again.ticket.attachments.count == 2)
    }

    @Test func `endless broken HTML is text and no crash`() throws {
        for piece in ["&lt;b&gt;", "&lt;ul&gt;&lt;li&gt;", "&lt;!--", "&lt;a href='"] {
            let html = String(repeating: piece, count: 100_000)
            let record = try only("<key id=\"1\">A-1</key><description>\(html)</description>")
            #expect(record.problems.isEmpty && record.ticket.id == "1")
        }
    }

    @Test func `an original that would be too large for a file is left out and said`() throws {
        let part = "&lt;p&gt;" + String(repeating: "x", count: 3 << 20) + "&lt;/p&gt;"
        let key = "com.atlassian.jira.plugin.system.customfieldtypes:textarea"
        let fields = (1...3).map { number in
            "<customfield key=\"\(key)\"><customfieldname>N\(number)</customfieldname><customfieldvalues>"
                + "<customfieldvalue>\(part)</customfieldvalue></customfieldvalues></customfield>"
        }
        let record = try only("<key id=\"1\">A-1</key><customfields>\(fields.joined())</customfields>")
        #expect(record.ticket.fields.count == 3 && record.ticket.files.count == 1)
        #expect(record.losses.map(\.field) == ["HTML of cf:N3"])
    }

    @Test func `the invalid samples say what is wrong and where`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.jira)
        let report = try await desk.take(ForeignSample.bytes("invalid/jira-date-without-zone.xml"), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(report.quarantined.first?.reasons == [
            "23:5: created: 'Fr, 1. Januar 2021 00:00' is no date of Jira's; write it as Tue, 6 May 2014 11:55:53 +0200"
        ])
        let other = try ExchangeDesk()
        let before = await other.kept()
        let sentence = await #expect(throws: DocumentFault.self) {
            try await other.take(ForeignSample.bytes("invalid/jira-entity.xml"), as: mapping)
        }?.sentence
        #expect(sentence?.hasPrefix("test.xml:1:1: ") ?? false)
        #expect(await other.kept() == before)
    }
}
