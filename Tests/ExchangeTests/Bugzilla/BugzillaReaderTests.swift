import Basics
import Casework
import Exchange
import MemoryStore
import Testing
import Tickets
import XML

@Suite struct BugzillaReaderTests {
    private func only(_ inside: String, attributes: String = "") throws -> ForeignRecord {
        let text = "<bugzilla>\n<bug\(attributes)>\n<bug_id>7</bug_id>\n\(inside)</bug></bugzilla>"
        return try #require(try ForeignSample.mapping(.bugzilla).readAll(Array(text.utf8)).first)
    }

    @Test func `an export with its DOCTYPE is read whole`() throws {
        let records = try ForeignSample.mapping(.bugzilla).readAll(ForeignSample.bytes("bugzilla-bugs.xml"))
        #expect(records.map(\.ticket.id) == ["1", "2", "3"])
        #expect(records.allSatisfy { $0.problems.isEmpty })
        let first = try #require(records.first)
        let ticket = first.ticket
        #expect(ticket.createdAt?.description == "2017-01-28T20:36:00.000Z")
        #expect(ticket.modifiedAt?.description == "2017-02-01T13:00:05.000Z")
        #expect(ticket.value("short_desc") == "Wrong edition & wrong seats")
        #expect(ticket.value("description") == "Bought E5 instead of E3 ]]> <sic>.")
        #expect(ticket.value("reporter") == "kim@fabrikam.com" && ticket.value("reporter/name") == "Kim Minji 김민지")
        #expect(ticket.value("cf_tenant") == "contoso.com")
        #expect(ticket.comments.map(\.text) == ["Asked the customer.", "Margin is thin."])
        #expect(ticket.comments.map(\.isPublic) == [true, false])
        #expect(ticket.comments.map(\.author) == ["Bea Example", "Bea Example"])
        #expect(ticket.comments.first?.writtenAt?.description == "2017-01-28T20:36:18.000Z")
        #expect(ticket.files.map(\.name) == ["invoice.pdf"])
        #expect(ticket.fields.allSatisfy { !$0.value.contains("3cr") && $0.name != "token" })
        #expect(first.losses == [
            Loss("token", .leftOut("it is a secret of Bugzilla's forms")),
            Loss("file 'margin.pdf'", .leftOut("it is private there, and files are not private here")),
        ])
        let second = records[1].ticket.value("description").map { Array($0.utf8) }
        #expect(second == Array("두 번 청구되었습니다.\nOne\u{a0}line more.".utf8))
    }

    @Test func `the sample comes in, and the second time nothing changes`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.bugzilla)
        let first = try await desk.take(ForeignSample.bytes("bugzilla-bugs.xml"), as: mapping)
        #expect(first.isClean && first.counts == IntakeCounts(applied: 3), "\(first.quarantined)")
        #expect(first.losses == 4)
        let stored = try #require(try await desk.ticket("1", of: "bugzilla"))
        #expect(stored.ticket.content.form[.contactEmail] == "kim@fabrikam.com")
        #expect(stored.ticket.content.form[.impact] == "critical")
        #expect(stored.ticket.attachments.map(\.name) == ["invoice.pdf"])
        let block = try #require(try await desk.ticket("3", of: "bugzilla"))
        #expect(block.ticket.content.form[.explanation] == "Charged twice.\n")
        #expect(block.ticket.content.form[.contactEmail] == "kim@fabrikam.com")
        #expect(block.ticket.content.form[.amount] == "15.00")
        let second = try await desk.take(ForeignSample.bytes("bugzilla-bugs.xml"), as: mapping)
        #expect(second.counts == IntakeCounts(unchanged: 3))
    }

    @Test func `a token is in no original, and all other bytes are`() throws {
        let mapping = try ForeignSample.mapping(.bugzilla)
        let reader = try mapping.reader(of: .bytes(ForeignSample.bytes("bugzilla-bugs.xml")), named: "bugs.xml")
        while let record = try reader.next() {
            let original = String(decoding: record.original(), as: UTF8.self)
            #expect(!original.contains("s3cr3t") && !original.contains("an0ther"))
            #expect(original.contains("<token></token>"))
            let again = try mapping.readAll(ForeignSample.alone(record, below: reader.head))
            #expect(again.count == 1 && again.first?.ticket.id == record.ticket.id)
            #expect(again.first?.ticket.fields.map(\.value) == record.ticket.fields.map(\.value))
            #expect(again.first?.losses.contains { $0.field == "token" } == false)
        }
    }

    @Test(arguments: [
        ("<token>s3cret</token>", "<token></token>"), ("<token\n>a\nb</token >", "<token\n>\n</token >"),
        ("<token/><x>y</x>", "<token/><x>y</x>"), ("<tokens>z</tokens>", "<tokens>z</tokens>"),
        ("<token a='>'>s</token>x", "<token a='>'></token>x"), ("<token><![CDATA[s</token>]]></token>k", "<token></token>k"),
        ("<!-- <token> -->k", "<!-- <token> -->k"), ("<x><![CDATA[<token>]]></x>k", "<x><![CDATA[<token>]]></x>k"),
        ("<token>s<!-- </token> -->t</token>k", "<token></token>k"), ("<token>s<b>t</b>u</token>k", "<token></token>k"),
        ("&lt;token>k", "&lt;token>k"),
    ])
    func `only what is inside a token goes`(_ inside: String, _ expected: String) throws {
        let original = String(decoding: try only(inside).original(), as: UTF8.self)
        #expect(original == "<bug>\n<bug_id>7</bug_id>\n\(expected)</bug>")
    }

    @Test(arguments: [
        ("2017-01-28 15:36:18 -0500", "2017-01-28T20:36:18.000Z"), ("2017-01-28 15:36 +0900", "2017-01-28T06:36:00.000Z"),
        ("2017-01-28 15:36:18", nil), ("2017-01-28 15:36:18 EST", nil), ("28 Jan 2017", nil),
        ("2017-02-29 15:36:18 -0500", nil), ("2017-01-28T15:36:18Z", nil),
    ] as [(String, String?)])
    func `a time has its zone or is refused`(_ text: String, _ expected: String?) throws {
        let record = try only("<delta_ts>\(text)</delta_ts>")
        #expect(record.ticket.modifiedAt?.description == expected)
        #expect(
            record.problems.map(\.description)
                == (expected == nil
                    ? [
                        "4:1: delta_ts: '\(text)' is no date of Bugzilla's; write it as 2017-01-28 15:36:18 -0500"
                    ] : [])
        )
    }

    @Test func `a name of a file on a server is never opened`() throws {
        for path in ["/etc/passwd", "/proc/self/environ", "../../etc/passwd"] {
            let record = try only(
                "<attachment><filename>a</filename><data encoding=\"filename\">\(path)</data></attachment>"
            )
            #expect(record.ticket.files.isEmpty)
            #expect(record.problems.count == 1)
            #expect(record.problems.first?.message.contains("names a file of a server and is never read") ?? false)
        }
        #expect(try only("<attachment><filename>a</filename><data>QUJD</data></attachment>").problems.count == 1)
        #expect(try only("<attachment><filename>a</filename><data encoding=\"hex\">41</data></attachment>").problems.count == 1)
        let named = try only("<attachment><filename>a</filename></attachment>")
        #expect(named.problems.isEmpty && named.ticket.files.map(\.size) == [nil])
    }

    @Test func `text in base64 is UTF-8 or the record is quarantined`() throws {
        #expect(try only("<long_desc><thetext encoding=\"base64\">/w==</thetext></long_desc>").problems.count == 1)
        #expect(try only("<long_desc><thetext encoding=\"base64\">?</thetext></long_desc>").problems.count == 1)
        #expect(try only("<long_desc><thetext encoding=\"rot13\">x</thetext></long_desc>").problems.count == 1)
        let control = try only("<long_desc><thetext encoding=\"base64\">YQFi</thetext></long_desc>")
        let mapped = try ForeignSample.mapping(.bugzilla).read(control.ticket)
        #expect(mapped.intake.form[.explanation] == "a\u{fffd}b" && mapped.losses.count == 1)
    }

    @Test func `a private description stays inside the desk`() throws {
        let record = try only("<long_desc isprivate=\"1\"><thetext>Secret</thetext></long_desc>")
        #expect(record.ticket["description"] == nil)
        #expect(record.ticket.comments.map(\.isPublic) == [false])
    }

    @Test func `a bug that Bugzilla did not export is quarantined`() throws {
        let record = try only("", attributes: " error=\"NotPermitted\"")
        #expect(record.problems.map(\.description) == [
            "2:1: Bugzilla did not export this bug ('NotPermitted'); export it as a person who sees it"
        ])
    }

    @Test func `the invalid samples say what is wrong and where`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.bugzilla)
        let report = try await desk.take(ForeignSample.bytes("invalid/bugzilla-file-of-the-server.xml"), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 2, quarantined: 1))
        #expect(report.quarantined.first?.reasons.count == 1)
        #expect(await desk.store.snapshot.files.isEmpty)
        // What is kept of it holds no secret either.
        let kept = await desk.store.snapshot.intakeRecords.compactMap(\.original)
        #expect(kept.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("s3cr3t") })
        let other = try ExchangeDesk()
        let before = await other.kept()
        let sentence = await #expect(throws: DocumentFault.self) {
            try await other.take(ForeignSample.bytes("invalid/bugzilla-internal-subset.xml"), as: mapping)
        }?.sentence
        #expect(sentence?.hasPrefix("test.xml:2:1: ") ?? false)
        #expect(await other.kept() == before)
    }
}
