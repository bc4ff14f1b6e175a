import Basics
import Exchange
import Foundation
import Testing
import XML

@Suite struct CSVReaderTests {
    private func records(_ source: ByteSource, limit: Int = CSVScanner.standardLimit) throws -> [[String]] {
        let reader = try CSVReader(source, named: "a.csv", limit: limit)
        var record = CSVRecord()
        var found: [[String]] = []
        while try reader.next(into: &record) { found.append((0..<record.count).map { record.text($0) }) }
        return found
    }

    private func fault(_ bytes: [UInt8], limit: Int = CSVScanner.standardLimit) -> CSVFault? {
        #expect(throws: CSVFault.self) { try records(.bytes(bytes), limit: limit) }
    }

    /// Random cells, and the text that holds them; longer than several of the reader's blocks.
    private static let long: (cells: [[String]], text: String) = {
        var generator = SplitMix(seed: 5)
        let pieces = ["a", ",", "\"", "\r\n", "\n", "환불", "'=", "ordinary text that is longer", "", " ", "0123456789"]
        let cells = (0..<12_000).map { number in
            ["\(number)"]
                + (0..<5).map { _ in
                    (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
                        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                    }.joined()
                }
        }
        let header = ["a", "b", "c", "d", "e", "f"]
        return ([header] + cells, ([header] + cells).map { CSVText.record($0) + "\r\n" }.joined())
    }()

    @Test func `a long text is read in pieces, exactly`() throws {
        #expect(Self.long.text.utf8.count > 600_000)
        #expect(try records(.bytes(Array(Self.long.text.utf8))) == Self.long.cells)
    }

    @Test func `a file is read, and how much of it is known`() throws {
        try Project.withDirectory { directory in
            let file = directory.appending(path: "a.csv")
            try Data(Self.long.text.utf8).write(to: file)
            let path = file.path(percentEncoded: false)
            #expect(try records(.file(path: path)) == Self.long.cells)
            let reader = try CSVReader(.file(path: path), named: "a.csv")
            var record = CSVRecord()
            while try reader.next(into: &record) {}
            #expect(reader.bytesRead == Int64(Self.long.text.utf8.count))
        }
    }

    @Test func `a pipe that delivers a few bytes at a time is read`() throws {
        let pipe = Pipe()
        let cells = Self.long.cells.prefix(400)
        let text = Array(cells.map { CSVText.record($0) + "\r\n" }.joined().utf8)
        // A thread of its own: reading holds one of those that tasks share, and there may be no other.
        Thread.detachNewThread {
            var position = 0
            while position < text.count {
                let end = min(position + 1 + position % 7, text.count)
                pipe.fileHandleForWriting.write(Data(text[position..<end]))
                position = end
            }
            pipe.fileHandleForWriting.closeFile()
        }
        let found = try records(.descriptor(pipe.fileHandleForReading.fileDescriptor))
        #expect(found == Array(cells))
    }

    @Test(arguments: [true, false])
    func `UTF-16 with a byte order mark is read`(isBigEndian: Bool) throws {
        let text = "a;b\r\n환불 😀;\"1\n2\"\r\n" + String(repeating: "x;환\n", count: 100_000)
        var bytes: [UInt8] = isBigEndian ? [0xfe, 0xff] : [0xff, 0xfe]
        for unit in text.utf16 {
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xff)]
            bytes += isBigEndian ? pair : pair.reversed()
        }
        let found = try records(.bytes(bytes))
        #expect(found.prefix(3) == [["a", "b"], ["환불 😀", "1\n2"], ["x", "환"]])
        #expect(found.count == 100_002)
        // Half a character at the end is no text.
        #expect(fault(bytes.dropLast())?.kind == .flaw(.notUTF8))
        #expect(fault(bytes.dropLast())?.line == 100_003)
        let alone: [UInt8] = isBigEndian ? [0xd8, 0x00] : [0x00, 0xd8]
        #expect(fault(bytes + alone + (isBigEndian ? [0, 0x41] : [0x41, 0]))?.kind == .flaw(.notUTF8))
    }

    @Test func `a byte order mark belongs to no cell and no column`() throws {
        let bytes: [UInt8] = [0xef, 0xbb, 0xbf] + Array("\"a\",b\n".utf8)
        #expect(try records(.bytes(bytes)) == [["a", "b"]])
        #expect(fault([0xef, 0xbb, 0xbf] + Array("ab,\u{0}\n".utf8))?.column == 4)
    }

    @Test func `an empty source holds no records`() throws {
        #expect(try records(.bytes([])) == [])
        #expect(try records(.bytes([0xef, 0xbb, 0xbf])) == [])
        #expect(try records(.bytes(Array("\r\n\n".utf8))) == [])
    }

    @Test func `records of exactly one block and around it are found`() throws {
        for length in (256 << 10) - 3...(256 << 10) + 3 {
            let cell = String(repeating: "x", count: length)
            #expect(try records(.bytes(Array("\(cell)\r\ny\r\n".utf8))) == [[cell], ["y"]])
            #expect(try records(.bytes(Array("\"\(cell)\"\r\ny".utf8))) == [[cell], ["y"]])
        }
    }

    // In a process of its own: other tests use memory at the same time.
    @Test func `memory does not grow with the file`() async {
        await #expect(processExitsWith: .success) {
            try Project.withDirectory { directory in
                let file = directory.appending(path: "large.csv")
                let record = "1,\"two, \"\"2\"\"\",환불,some text,,\r\n"
                let block = Data(String(repeating: record, count: 10_000).utf8)
                try block.write(to: file)
                let handle = try FileHandle(forWritingTo: file)
                for _ in 0..<60 {
                    try handle.seekToEnd()
                    try handle.write(contentsOf: block)
                }
                try handle.close()
                let reader = try CSVReader(.file(path: file.path(percentEncoded: false)), named: "large.csv")
                var found = CSVRecord()
                var count = 0
                var before = 0
                while try reader.next(into: &found) {
                    count += 1
                    if count == 50_000 { before = try peakKilobytes() }
                }
                #expect(count == 610_000)
                #expect(before > 1_000)
                #expect(try peakKilobytes() - before < 3_000, "kilobytes, of a file of 23,000")
            }
        }
    }

    // MARK: What is refused

    @Test func `bytes that are not UTF-8 are refused with line and column`() {
        let bytes = Array("a,b\n1,2\n\"환\n불".utf8) + [0xc3, 0x28] + Array("\",3\n".utf8)
        let fault = fault(bytes)
        #expect(fault?.line == 4)
        #expect(fault?.column == 2)
        #expect(
            fault?.sentence
                == "a.csv:4:2: the bytes from here are not UTF-8; save the file as UTF-8, "
                + "in a spreadsheet as \"CSV UTF-8\""
        )
    }

    @Test func `text in an old Korean encoding is refused with what works`() {
        // 환불 in EUC-KR.
        #expect(fault(Array("a,b\n1,".utf8) + [0xc8, 0xaf, 0xba, 0xd2, 0x0a])?.kind == .flaw(.notUTF8))
    }

    @Test func `a NUL is refused with line and column`() {
        let fault = fault(Array("a,b\n1,x\u{0}\n".utf8))
        #expect(fault?.kind == .flaw(.nul))
        #expect(fault?.line == 2)
        #expect(fault?.column == 4)
    }

    @Test func `UTF-16 without a byte order mark is refused with what works`() {
        let fault = fault(Array("a\u{0},\u{0}b\u{0}\n\u{0}".utf8))
        #expect(
            fault?.sentence
                == "a.csv:1:2: a NUL byte stands here; save the file as text, in a spreadsheet as \"CSV UTF-8\""
        )
    }

    @Test func `a cell of more than 1 MiB is refused where it begins`() throws {
        let largest = String(repeating: "x", count: 1 << 20)
        #expect(try records(.bytes(Array("\(largest)\ny\n".utf8))).map { $0[0].utf8.count } == [1 << 20, 1])
        let fault = fault(Array("a,b\n1,\(largest)y\n".utf8))
        #expect(fault?.kind == .flaw(.longCell(limit: 1 << 20)))
        #expect(fault?.line == 2)
        #expect(fault?.column == 3)
    }

    @Test func `an open quotation mark in a long file runs into the limit, not into the memory`() {
        let rows = String(repeating: "1,2,3\n", count: 400_000)
        let fault = fault(Array("a,b,c\n\(rows)1,\"2,3\n\(rows)".utf8))
        #expect(fault?.kind == .flaw(.longCell(limit: 1 << 20)))
        #expect(fault?.line == 400_002)
        #expect(fault?.column == 3)
    }

    @Test func `a record of more than 1 MiB is refused`() {
        let half = String(repeating: "x", count: 600_000)
        let fault = fault(Array("a,b\n\(half),\(half)\n".utf8))
        #expect(fault?.kind == .flaw(.longRecord(limit: 1 << 20)))
        #expect(fault?.line == 2)
        #expect(fault?.column == 1)
    }

    @Test func `a quotation mark that is cut off is refused where it stands`() {
        let fault = fault(Array("a,b\n1,\"2".utf8))
        #expect(
            fault?.sentence == "a.csv:2:3: the quotation mark is never closed; close it, or get the whole file"
        )
    }

    @Test(
        arguments: [
            ([0x50, 0x4b, 0x03, 0x04, 0x14], .zip), ([0xd0, 0xcf, 0x11, 0xe0, 0xa1], .workbook),
            ([0x1f, 0x8b, 0x08, 0x00], .gzip), (Array("%PDF-1.7\n".utf8), .pdf), ([0xff, 0xfe, 0, 0, 0x61], .utf32),
        ] as [([UInt8], CSVFault.Lookalike)]
    )
    func `what is mistaken for CSV is named`(bytes: [UInt8], lookalike: CSVFault.Lookalike) {
        let fault = fault(bytes)
        #expect(fault?.kind == .lookalike(lookalike))
        #expect(fault?.line == 0)
        #expect(fault?.sentence.hasPrefix("a.csv: ") == true)
    }

    @Test func `a workbook is sent back with what works`() {
        #expect(
            fault([0x50, 0x4b, 0x03, 0x04])?.sentence
                == "a.csv: this is a zip archive or an Excel workbook; unpack it, or save the sheet as \"CSV UTF-8\""
        )
    }

    @Test func `a missing file and a directory are named`() throws {
        #expect(throws: CSVFault(.unreadable(.missing), in: "a.csv")) { try records(.file(path: "/nowhere/a.csv")) }
        #expect(throws: CSVFault(.unreadable(.directory), in: "a.csv")) { try records(.file(path: "/")) }
        #expect(
            CSVFault(.unreadable(.missing), in: "a.csv").sentence == "a.csv: there is no such file; check the path"
        )
    }

    @Test(arguments: (1...100).map { UInt64($0) })
    func `random bytes are read or refused, never more`(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        var bytes = Array(Self.long.text.utf8.prefix(3_000))
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        do throws(CSVFault) {
            let reader = try CSVReader(.bytes(bytes), named: "a.csv", limit: 500)
            var record = CSVRecord()
            var line = 0
            while try reader.next(into: &record) {
                #expect(record.line > line)
                line = record.line
                #expect(record.count > 0)
            }
        } catch {
            #expect(error.sentence.hasPrefix("a.csv:"))
            #expect(error.line > 0 || error.kind == .lookalike(.gzip), "seed \(seed)")
        }
    }
}

/// The most memory this process had at any time.
private func peakKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first)
}
