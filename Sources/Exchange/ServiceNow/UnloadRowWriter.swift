import XML

/// One column of a row on its way out.
struct UnloadColumn {
    let name: String
    let value: String
    /// What people see in the place of a key.
    let label: String?

    init(_ name: String, _ value: String, label: String? = nil) {
        self.name = name
        self.value = value
        self.label = label
    }
}

/// Writes rows as elements, their columns in the order of their names.
struct UnloadRowWriter {
    private let writer: XMLWriter
    private static let action = [(name: "action", value: "INSERT_OR_UPDATE")]

    init(to sink: @escaping ([UInt8]) throws -> Void) throws(XMLWriterError) {
        writer = XMLWriter(to: sink)
        try writer.start("unload")
    }

    func write(_ table: String, _ columns: [UnloadColumn]) throws(XMLWriterError) {
        try writer.start(table, Self.action)
        for column in columns.sorted(by: { $0.name < $1.name }) {
            let label = column.label.map { [(name: "display_value", value: $0)] } ?? []
            try writer.element(column.name, label, text: column.value)
        }
        try writer.end()
    }

    func write(
        chunk bytes: ArraySlice<UInt8>,
        at position: Int,
        key: String,
        of file: String,
        named name: String
    ) throws(XMLWriterError) {
        try writer.start(UnloadTable.attachmentChunk, Self.action)
        try writer.start("data")
        try writer.base64(bytes)
        try writer.end()
        try writer.element("length", text: String((bytes.count + 2) / 3 * 4))
        try writer.element("position", text: String(position))
        try writer.element(UnloadTable.attachment, [("display_value", name), ("sys_id", file)], text: file)
        try writer.element("sys_id", text: key)
        try writer.end()
    }

    func finish() throws(XMLWriterError) {
        try writer.end()
        try writer.finish()
    }
}
