import Packing
import XML

/// One table of a package while it is written: its rows wait in a file of their own, since every ticket adds to several
/// tables.
final class DataverseSection {
    let rows: TemporaryFile
    private let writer: XMLWriter

    init(_ entity: String, displayName: String, in folder: String) throws {
        let rows = try TemporaryFile(in: folder)
        self.rows = rows
        writer = XMLWriter(declared: false) { try rows.append($0) }
        try writer.start("entity", [("name", entity), ("displayname", displayName)])
        try writer.start("records")
    }

    func write(_ id: String, _ fields: [DataverseField]) throws {
        try writer.start("record", [("id", id)])
        for field in fields { try writer.element("field", field.attributes) }
        try writer.end()
    }

    func finish() throws {
        try writer.end()
        try writer.element("m2mrelationships")
        try writer.end()
        try writer.finish()
    }
}

/// One column of a row that is written.
struct DataverseField {
    let name: String
    let value: String
    /// The table that a lookup leads to.
    let target: String?

    init(_ name: String, _ value: String, target: String? = nil) {
        self.name = name
        self.value = value
        self.target = target
    }

    var attributes: [(name: String, value: String)] {
        let attributes = [(name: "name", value: name), (name: "value", value: DataverseText.encoded(value))]
        return target.map { attributes + [(name: "lookupentity", value: $0)] } ?? attributes
    }
}
