import Basics
import Casework
import Exchange
import Packing
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct SalesforceBatchTests {
    @Test func `a batch ends before its ten thousand and first record and before ten million bytes`() throws {
        var files: [ExportedFile] = []
        let target = MemoryTarget { files.append($0) }
        let writer = try #require(try SalesforceWriting.mapping().writer(to: target))
        for number in 0..<10_001 { _ = try writer.write(SalesforceWriting.ticket(number, "x"), reading: FileStore()) }
        try writer.finish()
        #expect(files.map(\.name) == ["job-2-Case-upsert.xml", "batch-2-0001-Case.xml", "batch-2-0002-Case.xml"])
        var org = SalesforceOrg()
        try org.load(Array(files.suffix(1)) + files.prefix(1))
        #expect(org.cases.count == 1)

        files = []
        let other = try #require(try SalesforceWriting.mapping().writer(to: target))
        let long = String(repeating: "한", count: 32_000)
        for number in 0..<250 { _ = try other.write(SalesforceWriting.ticket(number, long), reading: FileStore()) }
        try other.finish()
        #expect(files.dropFirst().map { $0.bytes.count <= 10_000_000 } == [true, true, true])
        #expect(files[1].bytes.count > 9_800_000)
    }

    @Test func `a field of more than 32,000 and a record of more than 400,000 are cut, and said`() async throws {
        var files: [ExportedFile] = []
        let writer = try #require(try SalesforceWriting.mapping().writer(to: MemoryTarget { files.append($0) }))
        var long = SalesforceWriting.ticket(1, String(repeating: "x", count: 32_001))
        for number in 0..<12 {
            long.fields.append(ForeignField("Long\(number)__c", String(repeating: "y", count: 32_000)))
        }
        let losses = try writer.write(long, reading: FileStore()).losses
        #expect(losses.first?.description == "R-1: Description is cut to 32000 characters of 32001")
        #expect(losses.count == 2)
        #expect(losses[1].field.hasPrefix("Description") || losses[1].field.hasPrefix("Long"))
        try writer.finish()
        var org = SalesforceOrg()
        try org.load(files)
        #expect(org.refused == [])

        // A mapping without a limit is held to it too, so that what comes back is known to be the cut text.
        let free = try SalesforceWriting.mapping { $0.replacing(" limit=\"32000\"", with: "") }
        let text = String(repeating: "가", count: 40_000)
        let desk = try await SalesforceWriting.desk(RequestText(amount: SalesforceWriting.explained("\(text)")))
        let export = try await desk.export(free)
        #expect(export.losses.map(\.description) == ["R-10001: explanation is cut to 32000 characters of 40000"])
        try org.load(export.files)
        #expect(org.refused == [])
        #expect(try await desk.take(org.bulkCases(), as: free).counts.applied == 0)
        #expect(try await desk.tickets().first?.ticket.content.form[.explanation]?.unicodeScalars.count == 40_000)
    }

    @Test func `files go once, in a zip whose request names them`() throws {
        var written: [ExportedFile] = []
        let writer = try #require(try SalesforceWriting.mapping().writer(to: MemoryTarget { written.append($0) }))
        var first = SalesforceWriting.ticket(1, "x")
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 16) }
        func file(_ name: String, _ bytes: [UInt8]) -> ForeignFile {
            ForeignFile(name: name, mediaType: "text/plain", content: .bytes(FileContent(bytes)))
        }
        first.files = [
            file("../../\u{1112}\u{116a}\u{11ab} & <1>.txt", bytes), file("empty", []),
            file("huge", [UInt8](repeating: 1, count: 9_000_001)), file("2", bytes), file("3", bytes), file("4", [7]),
        ]
        var second = SalesforceWriting.ticket(2, "y")
        second.id = second.key?.description
        second.files = [file("late.txt", [1])]
        let losses = try [first, second].flatMap { try writer.write($0, reading: FileStore()).losses }
        try writer.finish()
        #expect(
            losses.map(\.description) == [
                "R-1: file 'empty' is left out: it is empty, and an attachment there must have a content",
                "R-1: file 'huge' is not carried: it has 9000001 bytes, and at most 9000000 fit",
                "R-2: file 'late.txt' is left out: files go with a ticket once; if it is newer than that, attach it there "
                    + "by hand",
            ]
        )
        let names = written.map(\.name).filter { $0.contains("Attachment") }
        #expect(
            names == [
                "job-5-Attachment-insert.xml", "batch-5-0001-Attachment.zip", "batch-5-0002-Attachment.zip",
            ]
        )
        let job = try #require(written.first { $0.name == "job-5-Attachment-insert.xml" })
        #expect(job.text.contains("<contentType>ZIP_XML</contentType>") && !job.text.contains("externalId"))
        for (name, entries) in [(names[1], 4), (names[2], 2)] {
            let archive = try #require(written.first { $0.name == name })
            #expect(archive.bytes.count <= 10_000_000)
            let zip = try ZipReader(.bytes(archive.bytes))
            let found = Dictionary(
                uniqueKeysWithValues: try zip.entries.map { ($0.name, try zip.bytes(of: $0, limit: 10_000_000)) }
            )
            #expect(found.count == entries)
            let request = try #require(found["request.txt"])
            let reader = try RecordReader(.bytes(request), named: "request.txt")
            while let row = try reader.next()?.element {
                let parent = try #require(row.first("Parent")?.first("sObject"))
                #expect(parent.first("type")?.text == "Case")
                #expect(parent.first("Recoup_Id__c")?.text == first.key?.description)
                let body = try #require(row.first("Body")?.text)
                let sent = try #require(first.files.first { $0.name == row.first("Name")?.text })
                guard case .bytes(let content) = sent.content else { continue }
                #expect(found[String(body.dropFirst())].map { FileContent($0).digest } == content.digest)
            }
        }
    }
}
