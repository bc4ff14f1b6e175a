/// A whole document held against its schema.
package struct DocumentCheck: Sendable {
    /// In document order, those outside of the records last; at most as many as were asked for.
    package private(set) var problems: [XMLProblem] = []
    /// Found, but not in `problems`.
    package private(set) var omitted = 0
    /// Records read.
    package private(set) var records = 0
    /// Why the rest of the document could not be read.
    package private(set) var fault: XMLFault?

    /// Whether the document was read to its end and nothing was found.
    package var isValid: Bool { problems.isEmpty && omitted == 0 && fault == nil }

    /// Reads a document to its end, in constant memory.
    /// - Parameters:
    ///   - maximum: how many problems to keep.
    ///   - level: see `RecordReader`.
    package init(
        of source: ByteSource,
        named name: String,
        against schema: Schema,
        limits: Limits = .standard,
        recordsAt level: Int = 1,
        maximum: Int = 1_000
    ) {
        do throws(XMLFault) {
            let reader = try RecordReader(source, named: name, schema: schema, limits: limits, recordsAt: level)
            defer { keep(reader.problems, maximum) }
            while let record = try reader.next() {
                records += 1
                keep(record.problems, maximum)
            }
        } catch {
            fault = error
        }
    }

    private mutating func keep(_ found: [XMLProblem], _ maximum: Int) {
        let room = max(0, maximum - problems.count)
        problems += found.prefix(room)
        omitted += max(0, found.count - room)
    }
}
