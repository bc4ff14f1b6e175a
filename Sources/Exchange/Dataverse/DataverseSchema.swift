import XML

/// What a package says of the columns in it. Only for values that do not say themselves what they are.
struct DataverseSchema {
    private var types: [String: DataverseType] = [:]

    /// Of a document without a schema.
    init() {}

    /// Reads `data_schema.xml`.
    init(_ bytes: [UInt8], named name: String) throws(DocumentFault) {
        let reader: RecordReader
        let root: Root
        do throws(XMLFault) {
            reader = try RecordReader(.bytes(bytes), named: name)
            root = try reader.root()
        } catch { throw .unreadable(error) }
        guard root.name == "entities" else {
            throw .foreign(
                "\(name):\(root.line):\(root.column): the root element is '\(root.name.prefix(60))', not 'entities'; "
                    + "take the data_schema.xml that the tool wrote"
            )
        }
        do throws(XMLFault) {
            while let record = try reader.next() { take(record.element) }
        } catch { throw .unreadable(error) }
    }

    func type(of column: String, in entity: String) -> DataverseType? { types["\(entity) \(column)"] }

    private mutating func take(_ entity: Element) {
        guard let name = entity.attribute("name"), let fields = entity.first("fields") else { return }
        for field in fields.children where field.isNamed("field") {
            guard let column = field.attribute("name"), let type = field.attribute("type") else { continue }
            types["\(name) \(column)"] = DataverseType(rawValue: type)
        }
    }
}
