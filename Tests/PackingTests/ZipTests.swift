import Foundation
import Packing
import Testing

@Suite struct ZipTests {
    private func packed(_ entries: [(String, [UInt8])], pieces: Int = 1_000) throws -> [UInt8] {
        let writer = ZipWriter(in: NSTemporaryDirectory())
        for (name, bytes) in entries {
            try writer.begin(name)
            for start in stride(from: 0, to: bytes.count, by: pieces) {
                try writer.append(Array(bytes[start..<min(start + pieces, bytes.count)]))
            }
        }
        var result: [UInt8] = []
        try writer.finish { result += $0 }
        return result
    }

    private func fault(_ zip: HandmadeZip, reading name: String = "a", limit: Int64 = 1 << 20) -> PackingFault? {
        do throws(any Error) {
            let reader = try ZipReader(.bytes(zip.bytes))
            guard let entry = reader.entry(name) else { return .noEntry(name) }
            _ = try reader.bytes(of: entry, limit: limit)
            return nil
        } catch { return error as? PackingFault }
    }

    private func noise(_ count: Int) -> [UInt8] {
        var state: UInt32 = 1
        return (0..<count)
            .map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(state >> 24)
            }
    }

    // MARK: There and back

    @Test(arguments: [0, 1, 262_144, 1_000_003])
    func `what was packed is unpacked, whatever the source`(count: Int) throws {
        let bytes = noise(count)
        let zip = try packed([("a", bytes), ("files/환불.bin", Array("two".utf8))])
        let file = try TemporaryFile(in: NSTemporaryDirectory())
        try file.append(zip)
        let path = NSTemporaryDirectory() + "zip-\(UUID().uuidString)"
        try Data(zip).write(to: URL(filePath: path))
        defer { unlink(path) }
        for source in [ZipReader.Source.bytes(zip), .temporary(file), .file(path: path)] {
            let reader = try ZipReader(source)
            #expect(reader.entries.map(\.name) == ["a", "files/환불.bin"])
            #expect(reader.entries.map(\.size) == [Int64(count), 3])
            let entry = try #require(reader.entry("a"))
            #expect(try reader.bytes(of: entry, limit: Int64(count)) == bytes)
        }
    }

    @Test func `the same content gives the same bytes, in whatever pieces it came`() throws {
        let text = Array(String(repeating: "the same ", count: 50_000).utf8)
        let first = try packed([("a", text), ("b", [])])
        #expect(try packed([("a", text), ("b", [])], pieces: 77) == first)
        let file = try TemporaryFile(in: NSTemporaryDirectory())
        try file.append(text)
        let writer = ZipWriter(in: NSTemporaryDirectory())
        try writer.add("a", file)
        try writer.begin("b")
        var second: [UInt8] = []
        try writer.finish { second += $0 }
        #expect(second == first)
        // Noon of 1980-01-01 in the form of DOS.
        #expect(Array(first[10..<14]) == [0x00, 0x60, 0x21, 0x00])
    }

    @Test func `what is written is read by unzip, and what zip writes by us`() throws {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "zip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ours = folder.appending(path: "ours.zip")
        try Data(packed([("data.xml", Array("<a/>".utf8)), ("files/1.bin", noise(100_000))])).write(to: ours)
        func run(_ program: String, _ arguments: [String]) throws -> Int32 {
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        #expect(try run("/usr/bin/unzip", ["-tq", "ours.zip"]) == 0)
        try Data(noise(70_000)).write(to: folder.appending(path: "data.xml"))
        #expect(try run("/usr/bin/zip", ["-q", "theirs.zip", "data.xml"]) == 0)
        // Through a pipe zip cannot go back, and writes the sizes behind the bytes.
        #expect(try run("/bin/sh", ["-c", "zip -q - data.xml | cat > piped.zip"]) == 0)
        for name in ["theirs.zip", "piped.zip"] {
            let reader = try ZipReader(.file(path: folder.appending(path: name).path(percentEncoded: false)))
            let entry = try #require(reader.entry("data.xml"))
            #expect(try reader.bytes(of: entry, limit: 70_000) == noise(70_000))
        }
    }

    @Test func `two entries of one name are not written`() throws {
        let writer = ZipWriter(in: NSTemporaryDirectory())
        try writer.begin("a")
        #expect(throws: PackingFault.duplicate("a")) { try writer.begin("a") }
    }

    @Test func `where nothing can be put, it is said`() {
        let writer = ZipWriter(in: "/nowhere")
        #expect(throws: PackingFault.unwritable("/nowhere: No such file or directory")) { try writer.begin("a") }
    }

    // MARK: Hostile archives

    @Test func `a handmade archive is read, so that the others fail for their lie alone`() {
        #expect(fault(HandmadeZip([.init("a", noise(100)), .init("b", [])])) == nil)
    }

    @Test func `a bomb ends at the limit before it is unpacked`() throws {
        let zip = try packed([("a", [UInt8](repeating: 0, count: 3_000_000))])
        #expect(zip.count < 4_000)
        let reader = try ZipReader(.bytes(zip))
        let entry = try #require(reader.entry("a"))
        var pieces = 0
        #expect(throws: PackingFault.tooLarge(limit: 2_999_999)) {
            try reader.read(entry, limit: 2_999_999) { _ in pieces += 1 }
        }
        #expect(pieces == 0)
        #expect(try reader.bytes(of: entry, limit: 3_000_000).count == 3_000_000)
    }

    @Test func `an entry that grows out of all measure is refused with the directory`() throws {
        let writer = ZipWriter(in: NSTemporaryDirectory())
        try writer.begin("a")
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<70 { try writer.append(zeros) }
        var zip: [UInt8] = []
        try writer.finish { zip += $0 }
        #expect(zip.count < 100_000)
        #expect(throws: PackingFault.bomb("a")) { try ZipReader(.bytes(zip)) }
        // A bomb inside a bomb is bytes to us.
        let outer = try packed([("inner.zip", zip)])
        let reader = try ZipReader(.bytes(outer))
        #expect(reader.entries.map(\.size) == [Int64(zip.count)])
    }

    @Test func `a name is a name and never a path`() throws {
        let names = ["../../etc/passwd", "/etc/passwd", "C:\\boot.ini", "a/../b"]
        let reader = try ZipReader(.bytes(HandmadeZip(names.map { .init($0, [1]) }).bytes))
        #expect(reader.entries.map(\.name) == names)
        #expect(reader.entry("b") == nil)
    }

    @Test func `two entries of one name are refused`() {
        #expect(fault(HandmadeZip([.init("a", [1]), .init("a", [2])])) == .duplicate("a"))
    }

    @Test func `a wrong checksum is found`() {
        var entry = HandmadeZip.Entry("a", noise(1_000))
        entry.checksum = 7
        #expect(fault(HandmadeZip([entry])) == .wrongChecksum("a"))
    }

    @Test(arguments: [99, 101, 100_000])
    func `an entry that is not as large as it says is refused`(size: Int) {
        var entry = HandmadeZip.Entry("a", noise(100))
        entry.size = size
        let found = fault(HandmadeZip([entry]))
        #expect(
            [.sizeMismatch("a", stated: Int64(size)), .inconsistent].contains(found),
            "\(String(describing: found))"
        )
    }

    @Test func `a packed entry that is larger than it says ends at what it says`() throws {
        var zip = try packed([("a", [UInt8](repeating: 65, count: 50_000))])
        // The size in both headers.
        let size: [UInt8] = [0x50, 0xc3, 0, 0]
        for start in 0..<zip.count - 4 where Array(zip[start..<start + 4]) == size { zip[start] = 0x10 }
        let reader = try ZipReader(.bytes(zip))
        let entry = try #require(reader.entry("a"))
        #expect(entry.size == 49_936)
        var got = 0
        #expect(throws: PackingFault.sizeMismatch("a", stated: 49_936)) {
            try reader.read(entry, limit: 1 << 20) { got += $0.count }
        }
        #expect(got <= 49_936)
    }

    @Test func `an encrypted entry is refused`() {
        var entry = HandmadeZip.Entry("a", noise(100))
        entry.flags = 1
        #expect(fault(HandmadeZip([entry])) == .encrypted("a"))
    }

    @Test func `an entry packed in a way that not every program knows is refused`() {
        var entry = HandmadeZip.Entry("a", noise(100))
        entry.method = 12
        #expect(fault(HandmadeZip([entry])) == .otherMethod("a"))
    }

    @Test func `the directory counts, whatever stands in front of the bytes`() {
        var entry = HandmadeZip.Entry("a", [1])
        entry.localName = "../a"
        #expect(fault(HandmadeZip([entry])) == nil)
        #expect(fault(HandmadeZip([entry]), reading: "../a") == .noEntry("../a"))
    }

    @Test func `entries that share bytes are refused`() {
        // The second one's header and bytes are the first one's bytes.
        let inner = HandmadeZip([.init("b", noise(400))]).bytes.prefix(30 + 1 + 400)
        var shared = HandmadeZip.Entry("b", noise(400))
        shared.offset = 31
        shared.isWritten = false
        let zip = HandmadeZip([.init("a", Array(inner)), shared])
        #expect(fault(zip, reading: "b") == .inconsistent)
        // Two names for one header.
        var twice = HandmadeZip.Entry("b", [1])
        twice.offset = 0
        twice.isWritten = false
        #expect(fault(HandmadeZip([.init("a", [1]), twice])) == .inconsistent)
    }

    @Test func `an archive that is cut anywhere is refused`() throws {
        let whole = try packed([("a", noise(300)), ("b", noise(300))])
        for count in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: PackingFault.self) { try ZipReader(.bytes(Array(whole.prefix(count)))) }
        }
    }

    @Test func `any changed byte is found or changes nothing that is read`() throws {
        let content = noise(300)
        let whole = try packed([("a", content)])
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 0x41
            guard let reader = try? ZipReader(.bytes(changed)), let entry = reader.entry("a"),
                let bytes = try? reader.bytes(of: entry, limit: 1 << 20)
            else { continue }
            #expect(bytes == content, "byte \(place)")
        }
    }

    @Test func `too many entries are refused`() {
        let zip = HandmadeZip((0..<10_001).map { .init("\($0)", []) })
        #expect(fault(zip) == .tooManyEntries(limit: 10_000))
    }

    @Test func `what is no archive, or is not there, is refused`() {
        #expect(throws: PackingFault.notAnArchive) { try ZipReader(.bytes(Array("<entities/>".utf8))) }
        #expect(throws: PackingFault.missing) { try ZipReader(.file(path: "/nowhere.zip")) }
        #expect(throws: PackingFault.missing) { try ZipReader(.file(path: "/tmp")) }
        #expect(ZipReader.isArchive(Array("PK\u{3}\u{4}".utf8)) && !ZipReader.isArchive(Array("PK".utf8)))
    }
}
