import Basics
import Casework
import Exchange
import MemoryStore
import Testing
import Tickets
import XML

@Suite struct RailsReaderTests {
    private func only(_ inside: String, _ changes: [(String, String)] = []) throws -> ForeignRecord {
        let text = "<tickets type=\"array\">\n<ticket>\n<id type=\"integer\">7</id>\n\(inside)</ticket></tickets>"
        return try #require(try ForeignSample.mapping(.rails, changes).readAll(Array(text.utf8)).first)
    }

    private static func option(_ name: String, _ value: String) -> [(String, String)] {
        [("system=\"rails\">", "system=\"rails\">\n  <option name=\"\(name)\" value=\"\(value)\"/>")]
    }

    /// As a site of Zendesk's numbers its fields.
    private static let zendesk = [
        ("theirs=\"cf:tenant\"", "theirs=\"cf:139\""), ("theirs=\"cf:order\"", "theirs=\"cf:140\""),
        ("theirs=\"cf:amount\"", "theirs=\"cf:141\""),
    ]

    @Test func `an export of Zendesk's is read whole`() throws {
        let records = try ForeignSample.mapping(.rails, Self.zendesk).readAll(ForeignSample.bytes("rails-zendesk.xml"))
        #expect(records.map(\.ticket.id) == ["303", "304", "305"])
        #expect(records.allSatisfy { $0.problems.isEmpty && $0.losses.isEmpty })
        let ticket = try #require(records.first?.ticket)
        #expect(ticket.number == "303")
        #expect(ticket.createdAt?.description == "2009-07-02T08:58:03.000Z")
        #expect(ticket.modifiedAt?.description == "2009-07-02T11:02:00.000Z")
        #expect(ticket.value("requester_name") == "Kim Minji" && ticket.value("priority_id") == "3")
        #expect(ticket["due_date"] == nil && ticket["solved_at"] == nil && ticket["external_id"] == nil)
        #expect(ticket.value("cf:139") == "contoso.com" && ticket["cf:142"] == nil)
        // The first comment says the description once more.
        #expect(ticket.comments.map(\.text) == ["We look into it", "Margin is thin"])
        #expect(ticket.comments.map(\.isPublic) == [true, false])
        #expect(ticket.comments.map(\.author) == ["3", "3"])
        #expect(ticket.files.map(\.name) == ["invoice.pdf", "invoice.pdf", "invoice.pdf"])
        #expect(records[1].ticket.value("description").map { Array($0.utf8) } == Array("두 번\u{a0}청구".utf8))
    }

    @Test func `the samples come in, and the second time nothing changes`() async throws {
        for (file, changes) in [
            ("rails-zendesk.xml", Self.zendesk), ("rails-freshdesk.xml", []), ("rails-assembla.xml", []),
        ] {
            let desk = try ExchangeDesk()
            let mapping = try ForeignSample.mapping(.rails, changes)
            let first = try await desk.take(ForeignSample.bytes(file), as: mapping)
            #expect(first.isClean && first.counts == IntakeCounts(applied: 3), "\(file): \(first.quarantined)")
            let second = try await desk.take(ForeignSample.bytes(file), as: mapping)
            #expect(second.counts == IntakeCounts(unchanged: 3))
        }
    }

    @Test func `Freshdesk's hash of custom fields, nested requester and private notes are read`() throws {
        let records = try ForeignSample.mapping(.rails).readAll(ForeignSample.bytes("rails-freshdesk.xml"))
        let ticket = try #require(records.first?.ticket)
        #expect(ticket.id == "4101" && ticket.number == "101")
        #expect(ticket.value("requester/email") == "lee@fabrikam.com" && ticket.value("cf:tenant") == "contoso.com")
        #expect(ticket.comments.map(\.isPublic) == [false] && ticket.comments.map(\.text) == ["Refund is right"])
    }

    @Test func `Assembla's numbers, offsets and empty times are read`() throws {
        let records = try ForeignSample.mapping(.rails).readAll(ForeignSample.bytes("rails-assembla.xml"))
        let ticket = try #require(records.first?.ticket)
        #expect(ticket.id == "810001" && ticket.number == "1")
        #expect(ticket.createdAt?.description == "2012-03-22T22:01:56.000Z")
        #expect(ticket["completed_date"] == nil && ticket["milestone_id"] == nil)
        #expect(ticket.value("status_name") == "Accepted" && ticket.value("total_estimate") == "0.0")
    }

    @Test(arguments: ["yaml", "symbol", "YAML", "Symbol"])
    func `a type that once ran code is refused wherever it stands`(_ type: String) throws {
        for inside in [
            "<x type=\"\(type)\">--- !ruby/object:X</x>", "<a><b><c type='\(type)'/></b></a>",
            "<comments type=\"array\"><comment><value type=\"\(type)\">x</value></comment></comments>",
        ] {
            let record = try only(inside)
            #expect(record.problems.count == 1 && record.ticket.fields.isEmpty && record.ticket.id == nil)
            #expect(record.problems.first?.message.contains("is refused, since it once ran code") ?? false)
        }
    }

    @Test func `hyphens, nil, types and lists are what Ruby makes of them`() throws {
        let record = try only(
            """
            <due-date type="datetime" nil="true"></due-date><is_vip type="boolean">true</is_vip><n-m type="integer">5</n-m>
            <tags type="array"><tag>a</tag><tag>b</tag></tags><empty type="array"/><deep-hash><in-ner>x</in-ner></deep-hash>
            <photo type="file" name="../p.png" content_type="image/png">QUJD</photo>
            """
        )
        let values = record.ticket.fields.map { "\($0.name)=\($0.value)" }
        #expect(values == ["is_vip=true", "n_m=5", "tags=a\nb", "deep_hash/in_ner=x"])
        #expect(record.ticket.files.map(\.name) == ["../p.png"] && record.ticket.files.map(\.size) == [3])
        #expect(record.ticket.files.map(\.mediaType) == ["image/png"])
        #expect(try only("<photo type=\"file\">!</photo>").problems.map(\.message) == ["photo: it is not base64"])
    }

    @Test(arguments: [
        ("<is-public>true</is-public>", true), ("<is-public>false</is-public>", false), ("", false),
        ("<private type=\"boolean\">true</private>", false), ("<private>false</private>", true),
        ("<is-public nil=\"true\"/>", false), ("<public>1</public>", true),
    ])
    func `a comment that says nothing of itself is not shown`(_ inside: String, _ isPublic: Bool) throws {
        let record = try only("<comments type='array'><comment><body>b</body>\(inside)</comment></comments>")
        #expect(record.ticket.comments.map(\.isPublic) == [isPublic])
        #expect(record.ticket.comments.map(\.text) == ["b"])
    }

    @Test func `custom fields are found by their number and by their name`() throws {
        let inside = "<custom-fields type=\"array\"><custom-field id=\"9\" name=\"Site\"><value>v</value></custom-field></custom-fields>"
        #expect(try only(inside).ticket.value("cf:Site") == "v")
        let known = try only(inside, [("theirs=\"cf:tenant\"", "theirs=\"cf:9\"")])
        #expect(known.ticket.value("cf:9") == "v" && known.ticket["cf:Site"] == nil)
    }

    @Test(arguments: [
        ("2012-03-22T19:01:56-03:00", "2012-03-22T22:01:56.000Z"), ("2007-06-03T20:15:44Z", "2007-06-03T20:15:44.000Z"),
        ("2007-06-03 20:15:44 +0900", "2007-06-03T11:15:44.000Z"), ("2007-06-03T20:15:44", nil), ("yesterday", nil),
        ("2007-02-30T20:15:44Z", nil),
    ] as [(String, String?)])
    func `a time has its zone or is refused`(_ text: String, _ expected: String?) throws {
        let record = try only("<updated-at type=\"datetime\">\(text)</updated-at>")
        #expect(record.ticket.modifiedAt?.description == expected)
        #expect(record.problems.isEmpty == (expected != nil))
        #expect(record.problems.first?.message.hasPrefix("updated-at: '\(text)' is no time with a zone; ") ?? true)
    }

    @Test func `a site can name the zone of its times`() throws {
        let record = try only("<updated-at>2007-06-03T20:15:44</updated-at>", Self.option("zone", "+09:00"))
        #expect(record.ticket.modifiedAt?.description == "2007-06-03T11:15:44.000Z")
        let own = try only("<updated-at>2007-06-03T20:15:44Z</updated-at>", Self.option("zone", "+09:00"))
        #expect(own.ticket.modifiedAt?.description == "2007-06-03T20:15:44.000Z")
    }

    @Test func `a record alone is read, and its original again inside a list`() throws {
        for name in ["ticket", "helpdesk-ticket", "issue"] {
            let text = "<?xml version=\"1.0\"?>\n<\(name)>\n  <id>5</id><subject>a &amp; b</subject></\(name)>"
            let mapping = try ForeignSample.mapping(.rails)
            let reader = try mapping.reader(of: .bytes(Array(text.utf8)), named: "one.xml")
            let record = try #require(try reader.next())
            #expect(try reader.next() == nil)
            #expect(record.ticket.id == "5" && record.line == 2)
            let again = try mapping.readAll(ForeignSample.alone(record, below: reader.head))
            #expect(again.map(\.ticket.id) == ["5"] && again.first?.ticket.value("subject") == "a & b")
        }
    }

    @Test func `a site's own names are options`() throws {
        let text = "<incidents><sd-incident><guid>g</guid><ref>R</ref><opened>2020-01-01T00:00:00Z</opened>"
            + "<remarks type='array'><remark><text>t</text></remark></remarks></sd-incident><other/></incidents>"
        let options = [("record", "sd-incident"), ("id", "guid"), ("number", "ref"), ("modified", "opened"), ("comments", "remarks")]
            .map { "<option name=\"\($0.0)\" value=\"\($0.1)\"/>" }.joined()
        let mapping = try ForeignSample.mapping(.rails, [("system=\"rails\">", "system=\"rails\">" + options)])
        let records = try mapping.readAll(Array(text.utf8))
        #expect(records.map(\.ticket.id) == ["g", nil] && records.first?.ticket.number == "R")
        #expect(records.first?.ticket.modifiedAt != nil && records.first?.ticket.comments.map(\.text) == ["t"])
        #expect(records.last?.problems.count == 1)
        #expect(records.last?.problems.first?.message.contains("<option name=\"record\" value=\"other\"/>") ?? false)
    }

    @Test func `the invalid samples say what is wrong and where`() async throws {
        let mapping = try ForeignSample.mapping(.rails, Self.zendesk)
        let desk = try ExchangeDesk()
        let report = try await desk.take(ForeignSample.bytes("invalid/rails-yaml.xml"), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 2, quarantined: 1))
        #expect(report.quarantined.first?.reasons == [
            "8:5: current-tags: type=\"yaml\" is refused, since it once ran code; take the attribute out"
        ])
        let other = try ExchangeDesk()
        let second = try await other.take(ForeignSample.bytes("invalid/rails-time-without-zone.xml"), as: mapping)
        #expect(second.counts == IntakeCounts(applied: 2, quarantined: 1))
        #expect(second.quarantined.first?.reasons.first?.hasPrefix("7:5: created-at: ") ?? false)
    }
}
