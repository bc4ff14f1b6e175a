import Foundation
import Testing
import XML

@Suite struct MemoryTests {
    // In a process of its own: other tests use memory at the same time.
    @Test func `memory does not grow with the document`() async {
        await #expect(processExitsWith: .success) {
            let folder = NSTemporaryDirectory() + "recoup-xml-\(ProcessInfo.processInfo.processIdentifier)-memory"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let path = folder + "/large.xml"
            let field = "  <field>some text 환불</field>\n"
            let record = "<t id='1'>\n" + String(repeating: field, count: 30) + "</t>\n"
            let block = Data(String(repeating: record, count: 1_000).utf8)
            let blocks = 50_000_000 / block.count
            try Data("<r>\n".utf8).write(to: URL(filePath: path))
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            for _ in 0..<blocks { try file.write(contentsOf: block) }
            try file.write(contentsOf: Data("</r>".utf8))
            try file.close()

            let reader = try RecordReader(.file(path: path), named: "large.xml")
            var count = 0
            var before = 0
            while let record = try reader.next() {
                count += 1
                if count == 1_000 { before = try peakKilobytes() }
                if record.element.first("field") == nil { Issue.record("a field is missing") }
            }
            #expect(count == blocks * 1_000)
            #expect(reader.bytesRead == Int64(8 + blocks * block.count))
            #expect(before > 1_000)
            #expect(try peakKilobytes() - before < 5_000, "kilobytes, of a document of 50,000")
        }
    }
}

/// The most memory this process had at any time.
private func peakKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first)
}
