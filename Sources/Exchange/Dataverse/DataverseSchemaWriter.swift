import XML

/// Writes the `data_schema.xml` of a package: every column that its data may hold, and that records are matched by their
/// ids alone.
struct DataverseSchemaWriter {
    private let mapping: Mapping
    private let settings: DataverseSettings

    init(_ mapping: Mapping, _ settings: DataverseSettings) {
        self.mapping = mapping
        self.settings = settings
    }

    func write(to sink: @escaping ([UInt8]) throws -> Void) throws {
        let writer = XMLWriter(declared: false, to: sink)
        let names = DataverseTable.displayNames
        let contact = contactColumns
        try writer.start("entities", [("dateMode", "absolute")])
        try writer.start("entityImportOrder")
        for name in (contact.isEmpty ? [] : ["contact"]) + ["incident", "annotation"] {
            try writer.element("entityName", text: name)
        }
        try writer.end()
        if !contact.isEmpty {
            try write(Table("contact", names.contact, code: 2, id: "contactid", name: "fullname", contact), to: writer)
        }
        try write(Table("incident", names.case, code: 112, id: "incidentid", name: "title", caseColumns), to: writer)
        try write(
            Table("annotation", names.note, code: 5, id: "annotationid", name: "subject", Self.noteColumns),
            to: writer
        )
        try writer.end()
        try writer.finish()
    }

    private struct Table {
        let entity: String
        let displayName: String
        let code: Int
        let id: String
        let name: String
        let columns: [Column]

        init(_ entity: String, _ displayName: String, code: Int, id: String, name: String, _ columns: [Column]) {
            self.entity = entity
            self.displayName = displayName
            self.code = code
            self.id = id
            self.name = name
            self.columns = columns
        }
    }

    private struct Column: Hashable {
        let name: String
        let type: DataverseType
        let target: String?

        init(_ name: String, _ type: DataverseType, target: String? = nil) {
            self.name = name
            self.type = type
            self.target = target
        }
    }

    private var caseColumns: [Column] {
        let written =
            mapping.fields.map(\.theirs) + [mapping.block?.theirs].compactMap(\.self)
            + mapping.fixed.map(\.theirs) + ["statecode", "statuscode", "customerid"]
            + (contactColumns.isEmpty ? [] : [DataverseWriter.contactLookup])
        return unique(written.filter { !$0.contains("/") && $0 != "incidentid" })
            .map { name in
                let type = settings.type(of: name, in: mapping)
                return Column(name, type, target: type == .entityreference ? settings.target(of: name) : nil)
            }
    }

    private var contactColumns: [Column] {
        let names = mapping.columnsOfReferences[DataverseWriter.contactLookup] ?? []
        return unique(names.map { $0 == "fullname" ? "lastname" : $0 }.filter { $0 != "contactid" })
            .map { Column($0, .string) }
    }

    private static let noteColumns = [
        Column("subject", .string), Column("notetext", .string), Column("isdocument", .bool),
        Column("filename", .string), Column("mimetype", .string), Column("documentbody", .string),
        Column("objectid", .entityreference, target: "incident"), Column("objecttypecode", .string),
    ]

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func write(_ table: Table, to writer: XMLWriter) throws(XMLWriterError) {
        try writer.start(
            "entity",
            [
                ("name", table.entity), ("displayname", table.displayName), ("etc", "\(table.code)"),
                ("primaryidfield", table.id), ("primarynamefield", table.name), ("disableplugins", "false"),
            ]
        )
        try writer.start("fields")
        // Without it the tool takes two records of one title for the same.
        try writer.element(
            "field",
            [
                ("displayname", table.displayName), ("name", table.id), ("type", DataverseType.guid.rawValue),
                ("primaryKey", "true"), ("updateCompare", "true"),
            ]
        )
        for column in table.columns {
            let target = column.target.map { [(name: "lookupType", value: $0)] } ?? []
            try writer.element(
                "field",
                [("displayname", column.name), ("name", column.name), ("type", column.type.rawValue)] + target
            )
        }
        try writer.end()
        try writer.element("relationships")
        try writer.element("filter")
        try writer.end()
    }
}
