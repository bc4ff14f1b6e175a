import Basics
import Casework
import Exchange
import MemoryStore
import Testing
import Tickets
import XML

@Suite struct MantisReaderTests {
    private func only(_ inside: String, _ changes: [(String, String)] = []) throws -> ForeignRecord {
        let text = "<mantis format=\"1\">\n<issue>\n<id>7</id>\n\(inside)</issue></mantis>"
        return try #require(try ForeignSample.mapping(.mantis, changes).readAll(Array(text.utf8)).first)
    }

    private func bytes(_ file: ForeignFile) throws -> [UInt8]? {
        guard case .bytes(let content) = file.content else { return nil }
        var bytes: [UInt8] = []
        try content.eachChunk { bytes += $0 }
        return bytes
    }

    @Test func `an export is read whole`() throws {
        let records = try ForeignSample.mapping(.mantis).readAll(ForeignSample.bytes("mantis-issues.xml"))
        #expect(records.map(\.ticket.id) == ["41", "42", "43"])
        #expect(records.allSatisfy { $0.problems.isEmpty })
        let ticket = try #require(records.first?.ticket)
        #expect(ticket.createdAt == Instant(milliseconds: 1_399_370_153_000))
        #expect(ticket.modifiedAt == Instant(milliseconds: 1_399_370_213_000))
        #expect(ticket.value("summary") == "Wrong edition & wrong seats")
        #expect(ticket.value("description")?.hasPrefix("Bought E5, see #12 and ]]> here.\n\n--- Recoup") ?? false)
        // The number decides, whatever the language of the label.
        #expect(ticket.value("priority") == "urgent" && ticket["priority"]?.label == "dringend")
        #expect(ticket.value("status") == "feedback" && ticket["status"]?.label == "Rückmeldung")
        #expect(ticket.value("severity") == "minor" && ticket["severity"]?.label == nil)
        #expect(ticket.value("project") == "2" && ticket["project"]?.label == "Refunds")
        #expect(ticket.value("reporter") == "kminji" && ticket["due_date"] == nil)
        #expect(ticket.value("cf:Cost centre").map { Array($0.utf8) } == Array("4711\r\nsecond line".utf8))
        #expect(ticket.comments.map(\.text) == ["Customer was asked.", "Margin is thin: 여유가 없다"])
        #expect(ticket.comments.map(\.isPublic) == [true, false])
        #expect(ticket.comments.map(\.author) == ["bea", "bea"])
        #expect(ticket.comments.map { $0.writtenAt?.milliseconds } == [1_399_370_200_000, 1_399_370_300_000])
        #expect(ticket.files.map(\.name) == ["../../etc/invoice.pdf", "empty.txt"])
        #expect(try bytes(ticket.files[0]) == Array("%PDF-1.4\nmade up\n".utf8))
        #expect(try bytes(ticket.files[1]) == [])
        // A status that the site added.
        #expect(records[2].ticket.value("status") == "45" && records[2].ticket["status"]?.label == "in Prüfung")
    }

    @Test func `the sample comes in with no path in it, and the second time nothing changes`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.mantis)
        let first = try await desk.take(ForeignSample.bytes("mantis-issues.xml"), as: mapping)
        #expect(first.isClean && first.counts == IntakeCounts(applied: 3), "\(first.quarantined)")
        let stored = try #require(try await desk.ticket("41", of: "mantis"))
        #expect(stored.ticket.attachments.map(\.name) == [".._.._etc_invoice.pdf", "empty.txt"])
        #expect(stored.ticket.content.form[.impact] == "critical")
        #expect(stored.ticket.content.form[.explanation] == "Bought E5, see #12 and ]]> here.\n")
        #expect(stored.notes.contains("Customer was asked.") && stored.notes.contains("*Margin is thin: 여유가 없다"))
        let second = try await desk.take(ForeignSample.bytes("mantis-issues.xml"), as: mapping)
        #expect(second.counts == IntakeCounts(unchanged: 3))
    }

    @Test(arguments: [
        ("1399370153", "2014-05-06T09:55:53.000Z", true), ("1", nil, true), ("0", nil, true), ("", nil, true),
        ("253402300799", "9999-12-31T23:59:59.000Z", true), ("253402300800", nil, false), ("-5", nil, false),
        ("6 May 2014", nil, false), ("1399370153.5", nil, false), ("99999999999999999999", nil, false),
    ] as [(String, String?, Bool)])
    func `a time is a number of seconds, and 1 is none`(_ text: String, _ expected: String?, _ isRead: Bool) throws {
        let record = try only("<last_updated>\(text)</last_updated>\n<due_date>\(text)</due_date>")
        #expect(record.ticket.modifiedAt?.description == expected)
        #expect(record.ticket.value("due_date") == expected)
        #expect(record.problems.isEmpty == isRead)
        if let problem = record.problems.first {
            #expect(
                problem.description
                    == "4:1: last_updated: '\(text)' is no number of seconds since 1970, as 1399370153"
            )
        }
    }

    @Test func `a custom field is found by its number and by its name`() throws {
        let inside = "<custom_fields><custom_field><id>12</id><name>Tenant</name><value>a.com</value></custom_field></custom_fields>"
        #expect(try only(inside).ticket.value("cf:Tenant") == "a.com")
        let byNumber = try only(inside, [("<ignore theirs=\"eta\"/>", "<ignore theirs=\"cf:12\"/>")])
        #expect(byNumber.ticket.value("cf:12") == "a.com" && byNumber.ticket["cf:Tenant"] == nil)
    }

    @Test(arguments: [
        ("<content>AAA</content>", "attachment 'x': its content is not base64"),
        ("<content>!</content>", "attachment 'x': its content is not base64"),
        ("<filesize>4</filesize><content>QUJD</content>", "attachment 'x': it is said to have 4 bytes and has 3"),
        ("<filesize>3</filesize><content>QU\nJD</content>", nil), ("<content></content>", nil),
        ("<filesize>0</filesize>", nil),
    ] as [(String, String?)])
    func `a file is what it says or the record is quarantined`(_ inside: String, _ problem: String?) throws {
        let record = try only("<attachments><attachment><filename>x</filename>\(inside)</attachment></attachments>")
        #expect(record.problems.map(\.message) == [problem].compactMap { $0 })
    }

    @Test func `a file of seven megabytes is read`() throws {
        let data = [UInt8](repeating: 0x41, count: 7_000_000)
        let base64 = String(repeating: "QUFB", count: 2_333_333) + "QQ=="
        let record = try only(
            "<attachments><attachment><filename>x</filename><content>\(base64)</content></attachment></attachments>"
        )
        #expect(record.problems.isEmpty)
        #expect(try record.ticket.files.first.flatMap { try bytes($0) } == data)
    }

    @Test func `what is no issue is quarantined and the next one comes in`() async throws {
        let text = try ForeignSample.text("mantis-issues.xml").replacing("</mantis>", with: "<note>x</note></mantis>")
        let report = try await ExchangeDesk().take(Array(text.utf8), as: ForeignSample.mapping(.mantis))
        #expect(report.counts == IntakeCounts(applied: 3, quarantined: 1))
    }

    @Test func `the invalid samples say what is wrong and where`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.mantis)
        let report = try await desk.take(ForeignSample.bytes("invalid/mantis-wrong-size.xml"), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 2, quarantined: 1))
        #expect(report.quarantined.first?.reasons == [
            "48:17: date_submitted: '6 May 2014' is no number of seconds since 1970, as 1399370153",
            "66:17: attachment '../../etc/invoice.pdf': it is said to have 18 bytes and has 17",
        ])
        let other = try ExchangeDesk()
        let before = await other.kept()
        let sentence = await #expect(throws: DocumentFault.self) {
            try await other.take(ForeignSample.bytes("invalid/mantis-format-2.xml"), as: mapping)
        }?.sentence
        #expect(sentence == "test.xml:2:1: this is format '2' of MantisBT's export; format 1 is read")
        #expect(await other.kept() == before)
    }
}
