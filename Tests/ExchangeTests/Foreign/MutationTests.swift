import Basics
import Casework
import Exchange
import Foundation
import Testing
import Tickets
import XML

/// A short fuzz of every reader over its samples; `Tests/ForeignFuzz/run.sh` is the long one.
@Suite struct MutationTests {
    private static let rounds = 40

    private static let pieces: [[UInt8]] = [
        "<", ">", "&", "\"", "</", "/>", "<!--", "]]>", "&#1;", "&amp;lt;", "\u{0}", "환", "=", " nil=\"true\"",
        " encoding=\"base64\"", "<sys_id>", "--- Recoup request ---\n", "-1", "99999999999999999999",
    ].map { Array($0.utf8) }

    private static func samples(_ format: ExchangeFormat) throws -> [[UInt8]] {
        let folder = Project.path("Samples/exchange")
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasPrefix(format.rawValue + "-") }
            .map { [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) }
    }

    private static func mutated(_ sample: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = sample
        for _ in 0...Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            case 4: bytes.replaceSubrange(place..<end, with: pieces.randomElement(using: &random) ?? [])
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    @Test(arguments: ExchangeFormat.allCases.filter(\.canBeRead))
    func `a damaged document gives records, problems or a fault, and nothing else`(format: ExchangeFormat) throws {
        let mapping = try ExchangeDesk.mapping(format)
        let samples = try Self.samples(format)
        #expect(!samples.isEmpty)
        var random = SplitMix(seed: 7)
        var whole = 0
        for sample in samples {
            for _ in 0..<Self.rounds {
                do throws(DocumentFault) {
                    let reader = try mapping.reader(of: .bytes(Self.mutated(sample, &random)), named: "f")
                    var last = 0
                    while let record = try reader.next() {
                        #expect(record.ordinal > last && record.line >= 1 && record.column >= 1)
                        last = record.ordinal
                        let mapped = mapping.read(record.ticket)
                        #expect(mapped.intake.files.allSatisfy { !$0.attachment.name.contains("/") })
                        #expect((record.losses + mapped.losses).allSatisfy { !$0.sentence.isEmpty })
                    }
                    whole += 1
                } catch { #expect(!error.sentence.isEmpty) }
            }
        }
        // Some mutations leave a document whole: else this would try the parser alone.
        #expect(whole > 0)
    }
}
