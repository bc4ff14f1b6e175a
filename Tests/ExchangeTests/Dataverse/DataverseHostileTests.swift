import Basics
import Casework
import Exchange
import Foundation
import Packing
import Testing
import XML

/// Packages that somebody made to do harm, and those that are broken.
@Suite struct DataverseHostileTests {
    private typealias Document = DataverseDocument

    /// Why a document is refused; nothing of it may be kept.
    private func refusal(_ bytes: [UInt8]) async throws -> String? {
        let desk = try ExchangeDesk()
        do {
            let report = try await desk.take(bytes, as: try ExchangeDesk.mapping(.dataverse))
            #expect(report.counts.applied == 0)
            #expect(await desk.store.snapshot.tickets.isEmpty)
            return report.fault
        } catch let fault as DocumentFault {
            #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
            return fault.sentence
        }
    }

    private func data(_ prolog: String, _ inside: String) -> [UInt8] {
        Array((prolog + Document.head + inside + "</entities>").utf8)
    }

    @Test(arguments: [
        ("<!DOCTYPE entities [<!ENTITY x \"y\">]>", "", "a document type declaration is not allowed; remove it"),
        (
            "<!DOCTYPE entities [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;",
            "a document type declaration is not allowed; remove it"
        ),
        (
            "<!DOCTYPE entities SYSTEM \"http://127.0.0.1:1/x.dtd\">", "",
            "a document type declaration is not allowed; remove it"
        ),
        (
            "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>", "&c;",
            "a document type declaration is not allowed; remove it"
        ),
        ("", "<entity name=\"&x;\"/>", "the entity &x; is not defined"),
        ("", String(repeating: "<a>", count: 100), "elements are nested deeper than 64; flatten them"),
        (
            "", "<entity " + (0..<70).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>",
            "the element has more than 64 attributes; remove some"
        ),
        ("", "<entity name=\"a\" name=\"b\"/>", "the attribute 'name' stands twice in one tag; remove one"),
        ("", "<entity name=\"\u{1}\"/>", "the character U+0001 is not allowed in XML; remove it"),
        ("", "<entity name=\"&#1;\"/>", "this reference names a character that is not allowed in XML; remove it"),
        ("", "<entity name=\"incident\"><records><record", "get the whole file"),
    ])
    func `what XML has for attackers is refused`(_ prolog: String, _ inside: String, _ words: String) async throws {
        let found = try await refusal(data(prolog, inside))
        #expect(found?.hasPrefix("test.xml:") == true && found?.contains(words) == true, "\(String(describing: found))")
        // In an archive it is no better.
        let zip = try Document.zip(["data.xml": data(prolog, inside)])
        let packed = try await refusal(zip)
        #expect(packed?.hasPrefix("test.xml/data.xml:") == true && packed?.contains(words) == true)
    }

    @Test(arguments: [
        "../data.xml", "/etc/passwd", "files/../../x.bin", "files/x.bin", "files/", "DATA.XML", "start.cmd",
        "files/7d0c2f4e-11aa-4c1d-9f01-2b6a5e000101.exe", "customizations.xml", "data.xml\u{202e}",
    ])
    func `an archive with another entry is refused, and names it`(_ name: String) async throws {
        let zip = try Document.zip(["data.xml": data("", ""), name: []])
        #expect(
            try await refusal(zip)
                == "test.xml: the archive has an entry '\(name)', which no package has; it may hold data.xml, "
                + "data_schema.xml, [Content_Types].xml and files/GUID.bin"
        )
    }

    @Test func `an archive without data, a broken one and another document are refused`() async throws {
        #expect(
            try await refusal(Document.zip(["data_schema.xml": Array("<entities/>".utf8)]))
                == "test.xml: there is no data.xml in the archive; take the zip file as the configuration migration tool "
                + "wrote it"
        )
        let zip = try Document.zip(["data.xml": data("", "")])
        #expect(
            try await refusal(Array(zip.dropLast(5)))?.hasPrefix("test.xml: this is no whole zip archive") == true
        )
        #expect(
            try await refusal(Array("<unload/>".utf8))
                == "test.xml:1:1: the root element is 'unload', not 'entities'; take the data.xml that the configuration "
                + "migration tool wrote"
        )
        #expect(
            try await refusal(Document.zip(["data.xml": data("", ""), "data_schema.xml": Array("<schema/>".utf8)]))
                == "test.xml/data_schema.xml:1:1: the root element is 'schema', not 'entities'; take the data_schema.xml "
                + "that the tool wrote"
        )
        #expect(
            try await refusal(
                Document.zip([
                    "data.xml": data("", ""),
                    "data_schema.xml": Array("<!DOCTYPE entities [<!ENTITY a 'b'>]><entities/>".utf8),
                ])
            )?.hasPrefix("test.xml/data_schema.xml:1:1: a document type declaration is not allowed") == true
        )
    }

    @Test func `a bomb is refused before it is unpacked`() async throws {
        let writer = ZipWriter(in: NSTemporaryDirectory())
        try writer.begin("data.xml")
        let zeros = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<80 { try writer.append(zeros) }
        var zip: [UInt8] = []
        try writer.finish { zip += $0 }
        #expect(zip.count < 200_000)
        #expect(
            try await refusal(zip)
                == "test.xml: the entry 'data.xml' grows out of all measure when unpacked; export it again"
        )
        var options = ImportOptions()
        options.limits.bytes = 1_000
        let desk = try ExchangeDesk()
        let long = try Document.zip(["data.xml": data("", String(repeating: " ", count: 2_000))])
        await #expect(
            throws: DocumentFault.foreign(
                "test.xml: it has more than 1000 bytes when unpacked, which is the most that is taken"
            )
        ) { try await desk.take(long, as: try ExchangeDesk.mapping(.dataverse), options: options) }
    }

    @Test func `bytes that do not match their checksum bring nothing in`() async throws {
        let noise = (0..<4_000).map { String(UInt32($0) &* 2_654_435_761, radix: 36) }.joined()
        let good = Document.data(Document.table("incident", Document.good(1, "<field name=\"x\" value=\"\(noise)\"/>")))
        var zip = try Document.zip(["data.xml": good])
        zip[zip.count / 2] ^= 1
        let found = try await refusal(zip)
        #expect(found?.hasPrefix("test.xml: ") == true && found?.hasSuffix("export it again") == true)
    }

    @Test func `an attribute may have 64 MiB and not a byte more`() throws {
        let mapping = try ExchangeDesk.mapping(.dataverse)
        func read(_ count: Int) throws -> Int? {
            let body = String(repeating: "AAAA", count: count / 4)
            let note = Document.note(2, of: 1, ["isdocument": "True", "filename": "a", "documentbody": body])
            let records = try mapping.readAll(
                Document.data(Document.table("incident", Document.good(1)), Document.table("annotation", note))
            )
            return records.first?.ticket.files.first?.bytes?.count
        }
        #expect(try read(64 << 20) == 48 << 20)
        do {
            _ = try read((64 << 20) + 4)
            Issue.record("read")
        } catch let fault as DocumentFault {
            #expect(
                fault.sentence.hasSuffix(
                    "an attribute value is longer than 67,108,864 bytes; shorten it or use an element"
                )
            )
        }
    }

    @Test func `a pipe is read like a file`() throws {
        let mapping = try ExchangeDesk.mapping(.dataverse)
        let bare = Document.data(Document.table("incident", Document.good(1)))
        for bytes in [bare, try Document.zip(["data.xml": bare])] {
            let pipe = Pipe()
            // It fits into the pipe: nobody has to read meanwhile.
            try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
            try pipe.fileHandleForWriting.close()
            let reader = try mapping.reader(of: .descriptor(pipe.fileHandleForReading.fileDescriptor), named: "-")
            #expect(try reader.next()?.ticket["title"]?.value == "Wrong edition bought")
            #expect(try reader.next() == nil)
        }
    }
}
