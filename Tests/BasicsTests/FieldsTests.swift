import Basics
import Testing

struct FieldsTests {
    @Test func `the form is name, length, value`() {
        var fields = Fields()
        fields.append("a", "환불")
        fields.append("none", nil)
        fields.append("empty", "")
        fields.append("n", -7)
        fields.append(named: "x.1", "two\nlines")
        #expect(fields.bytes == Array("a 6\n환불\nempty 0\n\nn 2\n-7\nx.1 9\ntwo\nlines\n".utf8))
    }

    @Test func `what is written is read back byte for byte`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix64(seed: seed)
        let pieces = ["a", " ", "\n", "0", "9", "é", "e\u{301}", "환불", "\u{0}", "\u{10ffff}", "\r", "b 1\nc\n"]
        for _ in 0..<500 {
            var fields = Fields()
            var names: [String] = []
            var values: [[UInt8]] = []
            for index in 0..<random.below(6) {
                let name = "n\(index).\(random.below(3))"
                let value = (0..<random.below(8)).map { _ in pieces[random.below(pieces.count)] }.joined()
                fields.append(named: name, value)
                names.append(name)
                values.append(Array(value.utf8))
            }
            let parsed = try Fields(parsing: fields.bytes)
            #expect(parsed == fields, "seed \(seed)")
            let list = try parsed.list()
            #expect(list.map { Array($0.value.utf8) } == values, "seed \(seed)")
            #expect(list.map(\.name) == names, "seed \(seed)")
        }
    }

    @Test func `two different lists never have the same bytes`() {
        let values: [String?] = [nil, "", "b", "\n", "b 0\n\n", "x 1\ny", "1\nb"]
        var seen: [[UInt8]: [String?]] = [:]
        for first in values {
            for second in values {
                for third in values {
                    var fields = Fields()
                    fields.append("a", first)
                    fields.append("b", second)
                    fields.append("x", third)
                    let list = [first, second, third]
                    #expect(seen.updateValue(list, forKey: fields.bytes) == nil, "\(list)")
                }
            }
        }
        #expect(seen.count == 343)
    }

    @Test(arguments: [
        ("a", 0), ("a 1", 0), ("a 1\n", 0), ("a 1\nb", 0), ("a 1\nbc\n", 0), ("a x\nb\n", 0), ("a -1\n\n", 0),
        ("a 1\nb\nc 2\nd\n", 6), ("a 99999999999999999999999999\nb\n", 0), ("a 9223372036854775807\nb\n", 0), ("\n", 0),
    ])
    func `bytes that no list wrote are refused with their place`(text: String, offset: Int) {
        #expect(throws: Fault.malformedFields(at: offset)) { try Fields(parsing: Array(text.utf8)) }
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(throws: Fault.malformedFields(at: 0)) { try Fields(parsing: Array("a 1\n".utf8) + [0xff, 0x0a]) }
    }

    @Test func `a reader takes fields by name and says which is missing`() throws {
        var fields = Fields()
        fields.append("a", "1")
        let reader = try FieldReader(fields)
        #expect(reader["a"] == "1")
        #expect(reader["b"] == nil)
        #expect(throws: Fault.missingField("b")) { try reader.required("b") }
    }
}
