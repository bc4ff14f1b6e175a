import Testing
import XML

@Suite struct EncodingTests {
    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is read right in both orders, with and without its mark`(_ bigEndian: Bool, _ mark: Bool) {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<r>\n<a>환불 😀</a></r>"
        let reading = Reading(utf16(text, bigEndian: bigEndian, mark: mark))
        #expect(reading.fault == nil)
        #expect(reading.summary == ["a 환불 😀"])
        #expect(reading.records.first?.line == 3)
    }

    @Test func `UTF-16 is read right over many blocks`() {
        let text = "<r>" + String(repeating: "<a>환불 😀 x</a>", count: 30_000) + "</r>"
        let reading = Reading(utf16(text, bigEndian: false, mark: true))
        #expect(reading.fault == nil)
        #expect(Set(reading.summary) == ["a 환불 😀 x"])
        #expect(reading.records.count == 30_000)
    }

    @Test func `a mark before UTF-8 is not part of the document`() {
        let reading = Reading(
            [0xEF, 0xBB, 0xBF] + Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<r><a>é</a></r>".utf8)
        )
        #expect(reading.summary == ["a é"])
        #expect(reading.fault == nil)
    }

    @Test func `the encodings of old exports are converted`() {
        func declaration(_ name: String) -> [UInt8] {
            Array("<?xml version=\"1.0\" encoding=\"\(name)\"?>\n<r><a>".utf8)
        }
        let end = Array("</a></r>".utf8)
        #expect(Reading(declaration("ISO-8859-1") + [0xE9] + end).summary == ["a é"])
        #expect(Reading(declaration("windows-1252") + [0x80] + end).summary == ["a €"])
        #expect(Reading(declaration("EUC-KR") + [0xC8, 0xAF, 0xBA, 0xD2] + end).summary == ["a 환불"])
        #expect(Reading(declaration("Shift_JIS") + [0x95, 0xD4, 0x8B, 0xE0] + end).summary == ["a 返金"])
        let bad = Reading(declaration("EUC-KR") + [0xC8] + end)
        #expect(
            bad.fault?.sentence
                == "a.xml:2:7: the bytes from byte 46 are not EUC-KR; save the file as EUC-KR, or declare "
                + "the encoding it really has"
        )
    }

    @Test func `a converted document is the same over many blocks`() {
        let head = Array("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><r>".utf8)
        let record = Array("<a>x".utf8) + [0xC8, 0xAF, 0xBA, 0xD2] + Array("</a>".utf8)
        let reading = Reading(head + Array(repeating: record, count: 20_000).flatMap { $0 } + Array("</r>".utf8))
        #expect(reading.fault == nil)
        #expect(reading.records.count == 20_000)
        #expect(Set(reading.summary) == ["a x환불"])
    }
}
