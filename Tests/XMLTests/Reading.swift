import XML

/// What a reader made of a document: the records before the end or the fault.
struct Reading {
    var records: [Record] = []
    var outside: [XMLProblem] = []
    var fault: XMLFault?

    /// Every record in short: its name, then its text.
    var summary: [String] { records.map { "\($0.element.name) \($0.element.text)" } }

    /// Every problem of every record as a sentence.
    var problems: [String] { records.flatMap(\.problems).map { $0.sentence(in: "a.xml") } }

    init(_ bytes: [UInt8], schema: Schema? = nil, limits: Limits = .standard, recordsAt level: Int = 1) {
        do throws(XMLFault) {
            let reader = try RecordReader(
                .bytes(bytes),
                named: "a.xml",
                schema: schema,
                limits: limits,
                recordsAt: level
            )
            defer { outside = reader.problems }
            do throws(XMLFault) {
                while let record = try reader.next() { records.append(record) }
            } catch {
                fault = error
                // A fault is final.
                do throws(XMLFault) {
                    if try reader.next() != nil { fault = nil }
                } catch {
                    if error != fault { fault = nil }
                }
            }
        } catch {
            fault = error
        }
    }

    init(_ text: String, schema: Schema? = nil, limits: Limits = .standard, recordsAt level: Int = 1) {
        self.init(Array(text.utf8), schema: schema, limits: limits, recordsAt: level)
    }
}

func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
    }
}

/// The same numbers for the same seed, on every machine (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
