import Basics
package import Casework
package import Tickets

/// What an export sent, in a file without a name until the document is durable: a mark of each ticket would be more memory
/// than the tickets.
package final class MarkSpool: Sendable {
    private let file: SpoolFile
    /// Bytes of each mark, in their order; written by the export alone.
    private let lengths: [Int32]

    fileprivate init(_ file: SpoolFile, _ lengths: [Int32]) {
        self.file = file
        self.lengths = lengths
    }

    /// How many there are.
    package var count: Int { lengths.count }

    /// Marks that are kept in one transaction.
    private static let portion = 1_000

    /// Keeps them, so that the tickets are known when they come back. Throws what ``Desk/remember(_:by:)`` throws, and
    /// ``DocumentFault/foreign(_:)`` when the file cannot be read.
    package func remember(in desk: Desk, by actor: Actor) async throws {
        var position: Int64 = 0
        var marks: [ExchangeMark] = []
        for length in lengths {
            marks.append(try MarkFields.mark(try file.allBytes(at: position, count: Int(length))))
            position += Int64(length)
            if marks.count == Self.portion {
                try await desk.remember(marks, by: actor)
                marks.removeAll(keepingCapacity: true)
            }
        }
        if !marks.isEmpty { try await desk.remember(marks, by: actor) }
    }
}

/// Gathers the marks of an export under way.
final class MarkGathering {
    private let file: SpoolFile
    private var lengths: [Int32] = []
    private var buffer: [UInt8] = []

    private static let bufferLength = 1 << 20

    /// Throws ``DocumentFault/foreign(_:)``.
    init(in folder: String) throws(DocumentFault) {
        file = try SpoolFile(in: folder)
    }

    func append(_ mark: ExchangeMark) throws(DocumentFault) {
        let bytes = MarkFields.bytes(of: mark)
        lengths.append(Int32(bytes.count))
        buffer += bytes
        if buffer.count >= Self.bufferLength { try flush() }
    }

    func finish() throws(DocumentFault) -> MarkSpool {
        try flush()
        return MarkSpool(file, lengths)
    }

    private func flush() throws(DocumentFault) {
        try file.append(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A mark as named values.
private enum MarkFields {
    static func bytes(of mark: ExchangeMark) -> [UInt8] {
        var fields = Fields()
        fields.append("system", mark.system)
        fields.append("ticket", mark.ticket.description)
        fields.append("external", mark.externalID)
        fields.append("version", Int64(mark.version))
        fields.append("form", String(decoding: TicketCommand.edit(mark.form).fields.bytes, as: UTF8.self))
        fields.append("note", mark.note)
        fields.append("at", mark.at.milliseconds)
        return fields.bytes
    }

    static func mark(_ bytes: [UInt8]) throws(Fault) -> ExchangeMark {
        let field = try FieldReader(Fields(parsing: bytes))
        let form = try TicketCommand(.edit, Fields(parsing: Array(field.required("form").utf8)))
        guard case .edit(let form)? = form else { throw .missingField("form") }
        return ExchangeMark(
            system: try field.required("system"),
            ticket: try Identifier(field.required("ticket")),
            externalID: field["external"],
            version: Int(try field.required("version")) ?? 0,
            form: form,
            note: field["note"],
            at: Instant(milliseconds: Int64(try field.required("at")) ?? 0)
        )
    }
}
