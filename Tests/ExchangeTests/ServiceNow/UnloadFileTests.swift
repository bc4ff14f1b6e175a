import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets

@Suite struct UnloadFileTests {
    private func read(_ rows: [String]) throws -> ForeignRecord {
        try #require(
            try ExchangeDesk.mapping(.servicenow).readAll(UnloadText.document([UnloadText.incident(1)] + rows)).first
        )
    }

    private func bytes(_ file: ForeignFile) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try file.eachChunk(from: FileStore()) { bytes += $0 }
        return bytes
    }

    private func noise(_ count: Int) -> [UInt8] {
        var generator = SplitMix(seed: 11)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    @Test(arguments: [1, 2, 7, 10, 100, 2_802])
    func `pieces are decoded one by one and joined by their position as a number`(_ piece: Int) throws {
        let content = Array("환불 0123456789 0123456789 0123456789 abc".utf8)
        let rows = try UnloadText.attachment(1, of: 1, content, piece: piece)
        // As words, 10 would stand before 2.
        let record = try read(Array(rows.sorted()))
        #expect(record.problems == [])
        #expect(try bytes(record.ticket.files[0]) == content)
        #expect(record.ticket.files[0].name == "a.txt" && record.ticket.files[0].mediaType == "text/plain")
    }

    @Test func `pieces of odd lengths make one file`() throws {
        let packed = try UnloadText.gzip(noise(4_000))
        var rows = [try UnloadText.attachment(1, of: 1, noise(4_000))[0]]
        rows.append(UnloadText.chunk(1, of: 1, Array(packed[10...])))
        rows.append(UnloadText.chunk(0, of: 1, Array(packed[..<10])))
        #expect(try bytes(try read(rows).ticket.files[0]) == noise(4_000))
    }

    @Test func `a file that is not packed is taken as it is, also one that looks packed`() throws {
        let packed = try UnloadText.gzip(Array("abc".utf8))
        let record = try read(try UnloadText.attachment(1, of: 1, packed, isPacked: false, piece: 4))
        #expect(try bytes(record.ticket.files[0]) == packed)
    }

    @Test func `a file of no bytes is a file`() throws {
        let record = try read(
            try UnloadText.attachment(1, of: 1, []) + [try UnloadText.attachment(2, of: 1, [], isPacked: false)[0]]
        )
        #expect(record.ticket.files.map(\.size) == [0, 0])
        #expect(try record.ticket.files.map(bytes) == [[], []])
    }

    @Test func `a file whose pieces were not exported is told of and not refused`() async throws {
        let rows = [try UnloadText.attachment(1, of: 1, [1, 2, 3])[0]]
        let record = try read(rows)
        #expect(record.problems == [] && record.ticket.files[0].size == nil)
        let mapped = try ExchangeDesk.mapping(.servicenow).read(record.ticket)
        #expect(mapped.losses.map(\.reason) == [.fileElsewhere])
    }

    @Test func `what a file says of itself is held against its bytes, and its ticket is quarantined`() throws {
        let content = noise(300)
        func problem(_ rows: [String]) throws -> String {
            let record = try read(rows)
            #expect(record.problems.count == 1)
            return record.problems.first?.description ?? ""
        }
        let good = try UnloadText.attachment(1, of: 1, content)
        #expect(
            try problem([good[0].replacing("<size_bytes>300", with: "<size_bytes>301")] + good[1...])
                == "20:1: file 'a.txt': has 300 bytes, but 301 were stated"
        )
        #expect(
            try problem([good[0].replacing("<size_bytes>300", with: "<size_bytes>many")] + good[1...])
                == "20:1: file 'a.txt': size_bytes: 'many' is not a number of bytes"
        )
        #expect(
            try problem(good.dropLast())
                == "20:1: file 'a.txt': the packed data ends too early; export it again"
        )
        #expect(
            try problem(good.map { $0.replacing("<data>", with: "<data>?") })
                == "31:1: file 'a.txt': a piece is not base64; export it again"
        )
        #expect(
            try problem(good.map { $0.replacing("<position>2<", with: "<position>1<") })
                == "42:1: file 'a.txt': two pieces have the position 1; leave one of them out"
        )
        #expect(
            try problem(good.map { $0.replacing("<position>0<", with: "<position>first<") })
                == "30:1: file 'a.txt': a piece has no position; write a number from 0"
        )
        let plain = try UnloadText.attachment(1, of: 1, content, isPacked: false)
        #expect(
            try problem(plain.map { $0.replacing("<compressed>false", with: "<compressed>true") })
                == "20:1: file 'a.txt': the packed data is damaged; export it again"
        )
    }

    @Test func `a bomb is not unpacked beyond what the file says of its size`() throws {
        let rows = try UnloadText.attachment(
            1,
            of: 1,
            [UInt8](repeating: 0, count: 20_000_000),
            ["size_bytes": "1000"],
            piece: 2_802
        )
        let record = try read(rows)
        #expect(
            record.problems.map(\.message) == [
                "file 'a.txt': it has more than 1000 bytes when unpacked, which is the most that is taken"
            ]
        )
    }

    @Test func `a file larger than the desk takes is quarantined whatever it unpacks to`() async throws {
        let desk = try ExchangeDesk()
        let rows = try UnloadText.attachment(1, of: 1, [UInt8](repeating: 0, count: 20_000_000), piece: 2_802)
        let report = try await desk.take(
            UnloadText.document([UnloadText.incident(1)] + rows),
            as: ExchangeDesk.mapping(.servicenow)
        )
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(
            report.quarantined[0].reasons.contains { $0.hasSuffix("has 20000000 bytes; at most 10000000 are taken") }
        )
        #expect(await desk.kept()[2...3] == [0, 0])
    }

    @Test func `bytes are handed over in pieces of one size, as often as asked`() throws {
        let content = noise(2 * FileContent.chunkSize + 5)
        let file = try read(try UnloadText.attachment(1, of: 1, content, piece: 2_802)).ticket.files[0]
        for _ in 1...2 {
            var sizes: [Int] = []
            try file.eachChunk(from: FileStore()) { sizes.append($0.count) }
            #expect(sizes == [FileContent.chunkSize, FileContent.chunkSize, 5])
        }
        #expect(try bytes(file) == content)
    }

    @Test(arguments: ["../../etc/passwd", "..", "/etc/shadow", "a\\b.txt", "C:\\x"])
    func `a name is never a path`(_ name: String) async throws {
        let desk = try ExchangeDesk()
        let rows = try UnloadText.attachment(1, of: 1, Array("abc".utf8), ["file_name": name])
        let report = try await desk.take(
            UnloadText.document([UnloadText.incident(1)] + rows),
            as: ExchangeDesk.mapping(.servicenow)
        )
        #expect(report.isClean && report.losses > 0)
        let kept = try #require(try await desk.ticket(UnloadText.key(1), of: "servicenow")).ticket.attachments[0].name
        #expect(!kept.contains("/") && !kept.contains("\\") && kept != "..")
    }

    @Test func `pictures of a text belong to its ticket`() throws {
        let rows = try UnloadText.attachment(1, of: 1, [1, 2, 3], ["table_name": "ZZ_YYincident"])
        #expect(try read(rows).ticket.files.count == 1)
    }
}
