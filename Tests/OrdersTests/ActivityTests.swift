import Basics
import Orders
import Testing

@Suite struct ActivityTests {
    private func act(_ detail: String, refusal: String? = nil) throws -> ActivityAct {
        ActivityAct(
            customer: try OrderSample.customer().id,
            kind: .keyShown,
            refusal: refusal,
            at: Instant(milliseconds: 1),
            by: OrderSample.person.id,
            byName: "Amir",
            account: "amir",
            door: "cli",
            order: try Order.ID("0123456789ab"),
            line: 0,
            detail: detail
        )
    }

    private func chain(_ details: [String]) throws -> [ActivityEntry] {
        var entries: [ActivityEntry] = []
        for detail in details {
            let last = entries.last.map { ActivityLink(sequence: $0.sequence, digest: $0.digest) }
            entries.append(ActivityEntry(after: last, try act(detail)))
        }
        return entries
    }

    private func faults(_ entries: [ActivityEntry]) -> [String] {
        var chain = ActivityChain()
        return entries.compactMap { chain.fault(in: $0) }
    }

    @Test func `a chain as it was written has no fault`() throws {
        let entries = try chain(["a", "b", "c"])
        #expect(entries.map(\.sequence) == [1, 2, 3])
        #expect(faults(entries) == [])
        // Frozen: another digest for the same act would break every chain that is kept.
        #expect(entries[0].digest.description == "560750118c259232e7d19f3cb04b27268f3892222b662492bec658d11ce2885b")
        #expect(entries[1].previous == entries[0].digest)
    }

    @Test func `a changed, a removed and an inserted entry are found`() throws {
        let entries = try chain(["a", "b", "c"])
        let other = try chain(["a", "x", "c"])
        let changed = ActivityEntry(
            restoring: try act("b", refusal: "no"),
            sequence: 2,
            previous: entries[1].previous,
            digest: entries[1].digest
        )
        #expect(faults([entries[0], changed, entries[2]]) == ["entry 2 was changed after it was written"])
        #expect(faults([entries[0], entries[2]]) == ["entry 2 was removed"])
        #expect(faults([entries[0], entries[1], entries[1], entries[2]]) == ["entry 2 was put in"])
        #expect(faults([entries[0], other[1], entries[2]]) == ["entry 3 was put in"])
        #expect(faults([]) == [])
    }

    @Test func `absent differs from empty`() throws {
        let granted = ActivityEntry(after: nil, try act("a"))
        let refused = ActivityEntry(after: nil, try act("a", refusal: ""))
        #expect(granted.digest != refused.digest)
    }
}

@Suite struct KeyFormatTests {
    @Test(arguments: [("32", 32, "32"), ("5x5", 25, "5x5"), ("8x4", 32, "8x4"), (" 1x16 ", 16, "16")])
    func `a format is read and written`(text: String, length: Int, written: String) throws {
        let format = try KeyFormat(text)
        #expect(format.length == length)
        #expect(format.description == written)
    }

    @Test(arguments: ["", "0", "65", "x", "5x", "5x5x5", "-1", "8x9", "15", "9999999999x1"])
    func `anything else is refused`(text: String) {
        #expect(throws: Fault.unknownChoice(text, known: ["32", "5x5", "8x4"])) { try KeyFormat(text) }
    }

    @Test func `a key has the seed's 32 characters, and groups where they are wanted`() throws {
        let random = (0..<64).map { UInt8($0 * 7 % 256) }
        let key = KeyFormat.seed.key(from: random)
        #expect(key.utf8.count == 32)
        #expect(KeyFormat.seed.shown(key) == key)
        #expect(try KeyFormat("5x5").shown("BCDFGHJKMPQRTVWXY23467890") == "BCDFG-HJKMP-QRTVW-XY234-67890")
    }
}
