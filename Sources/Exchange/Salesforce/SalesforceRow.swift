import XML

/// One record of a batch: names of fields, and what is to be in them.
struct SalesforceRow {
    private(set) var entries: [(name: String, value: Value)] = []

    enum Value {
        case text(String)
        /// The field is to be empty there.
        case nothing
        /// The record whose field of that name says this.
        case reference(String, String)
        /// The same where records of several objects may stand: which object, which field, what it says.
        case typedReference(String, String, String)
    }

    mutating func set(_ name: String, _ value: Value) { entries.append((name, value)) }

    func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

    /// Cuts what no record may hold. A mapping's own limits came before, so that this hardly ever finds anything.
    mutating func fit(_ losses: inout [Loss]) {
        for place in entries.indices { shorten(place, to: SalesforceLimits.field, &losses) }
        while size > SalesforceLimits.record,
            let longest = entries.indices.max(by: { Self.size(entries[$0].value) < Self.size(entries[$1].value) })
        {
            let length = Self.size(entries[longest].value)
            shorten(longest, to: max(0, length - (size - SalesforceLimits.record)), &losses)
        }
    }

    private var size: Int { entries.map { Self.size($0.value) }.reduce(0, +) }

    private static func size(_ value: Value) -> Int {
        switch value {
        case .text(let text): text.utf16.count
        case .reference(_, let text), .typedReference(_, _, let text): text.utf16.count
        case .nothing: 0
        }
    }

    private mutating func shorten(_ place: Int, to limit: Int, _ losses: inout [Loss]) {
        guard case .text(let text) = entries[place].value, text.utf16.count > limit else { return }
        losses.append(Loss(entries[place].name, .cut(limit: limit, actual: text.utf16.count)))
        entries[place].value = .text(cut(text, toUTF16: limit))
    }

    /// The record as it stands in a batch.
    func bytes() throws(XMLWriterError) -> [UInt8] {
        let output = Output()
        let writer = XMLWriter { output.bytes += $0 }
        try writer.start("sObject")
        for (name, value) in entries {
            switch value {
            case .text(let text): try writer.element(name, text: text)
            case .nothing: try writer.element(name, [("xsi:nil", "true")])
            case .reference(let column, let text):
                try writer.start(name)
                try writer.start("sObject")
                try writer.element(column, text: text)
                try writer.end()
                try writer.end()
            case .typedReference(let object, let column, let text):
                try writer.start(name)
                try writer.start("sObject")
                try writer.element("type", text: object)
                try writer.element(column, text: text)
                try writer.end()
                try writer.end()
            }
        }
        try writer.end()
        try writer.finish()
        // The declaration stands on a line of its own; a batch has one already.
        return Array(output.bytes.drop { $0 != 0x0A }.dropFirst())
    }

    private final class Output {
        var bytes: [UInt8] = []
    }
}
