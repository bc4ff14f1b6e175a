import Basics
import XML

/// Reads cases out of a package. Its tables stand one behind the other, so all rows are put aside in one pass and every case
/// is made of those that belong to it.
final class DataverseReader: ForeignReader {
    let head: String
    private let name: String
    private let package: DataversePackage
    private let reader: RecordReader
    private let spool: RowSpool
    private let limits: Limits
    private let maker: DataverseCaseMaker
    private var isSpooled = false
    private var cases: ArraySlice<Int64> = []
    private var notes: ArraySlice<Int64> = []
    /// Cases that are not in the document, whose notes were handed out.
    private var followedUp: Set<String> = []
    private var ordinal = 0
    private var outside: [String] = []
    /// Rows of tables that nobody asked for.
    private var unread: [String: Int] = [:]

    init(
        _ source: ByteSource,
        named name: String,
        mapping: Mapping,
        options: ImportOptions
    ) throws(DocumentFault) {
        let settings = try DataverseSettings(mapping)
        package = try DataversePackage(
            source,
            named: name,
            in: options.temporaryFolder,
            limit: options.limits.bytes
        )
        self.name = package.dataName
        limits = Self.limits(options.limits)
        let root: Root
        do throws(XMLFault) {
            reader = try RecordReader(package.data, named: self.name, limits: limits, recordsAt: 3)
            root = try reader.root()
        } catch { throw .unreadable(error) }
        guard root.name == "entities", root.namespace == nil else {
            throw .foreign(
                "\(self.name):\(root.line):\(root.column): the root element is '\(root.name.prefix(60))', not 'entities'; "
                    + "take the data.xml that the configuration migration tool wrote"
            )
        }
        head = root.startTag
        spool = try RowSpool(in: options.temporaryFolder)
        maker = DataverseCaseMaker(mapping, settings, package, spool, head: head, name: self.name, limits: limits)
    }

    /// Files stand in attributes, in base64; libxml2 ends at 10 MB, and its own limits stay.
    private static func limits(_ given: Limits) -> Limits {
        var limits = given
        if given.attributeLength == Limits.standard.attributeLength { limits.attributeLength = 9_900_000 }
        limits.markupLength = max(given.markupLength, limits.attributeLength + (1 << 20))
        return limits
    }

    var problems: [String] {
        guard isSpooled else { return outside }
        let tables = unread.filter { !maker.tablesRead.contains($0.key) }.sorted { $0.key < $1.key }
        return outside + reader.problems.map { $0.sentence(in: name) }
            + tables.map {
                "\(name): \($0.value) rows of '\($0.key)' are not read; only cases, their notes, and what a mapped lookup leads to are"
            }
            + maker.unusedFiles.map { "\(name): files/\($0).bin is not read: no case names it" }
    }

    func next() throws(DocumentFault) -> ForeignRecord? {
        if !isSpooled { try spoolRows() }
        if let position = cases.popFirst() {
            ordinal += 1
            return try maker.make(try spool.row(at: position), ordinal)
        }
        while let position = notes.popFirst() {
            let note = try spool.row(at: position)
            guard try !spool.hasRow(DataverseTable.case.kind, key: note.key),
                followedUp.insert(note.key).inserted
            else { continue }
            ordinal += 1
            return try maker.makeFollowUp(note, ordinal)
        }
        return nil
    }

    // MARK: The pass

    private func spoolRows() throws(DocumentFault) {
        while let record = try nextRow() { try keep(record) }
        try spool.seal()
        cases = spool.positions(of: DataverseTable.case.kind)[...]
        notes = spool.positions(of: DataverseTable.note.kind)[...]
        isSpooled = true
    }

    private func nextRow() throws(DocumentFault) -> Record? {
        do throws(XMLFault) { return try reader.next() } catch { throw .unreadable(error) }
    }

    private func keep(_ record: Record) throws(DocumentFault) {
        let element = record.element
        let around = record.around
        guard around.count == 3, around[1].name == "entity", let entity = around[1].attribute("name") else {
            note("'\(element.name)' stands in no <entity name=\"…\">", record)
            return
        }
        guard element.isNamed("record"), around[2].name == "records" else {
            unread["\(entity)/\(element.name)", default: 0] += 1
            return
        }
        let id = element.attribute("id") ?? ""
        switch entity {
        case DataverseTable.case.entity: try spool.append(DataverseTable.case.kind, key: Self.key(id), record)
        case DataverseTable.note.entity:
            let owner = element.children.first { $0.isNamed("field") && $0.attribute("name") == "objectid" }
            let isOfCase = owner?.attribute("lookupentity").map { $0 == DataverseTable.case.entity } ?? true
            guard let owner, isOfCase, let key = owner.attribute("value"), !key.isEmpty else {
                unread["\(entity) of another table", default: 0] += 1
                return
            }
            try spool.append(DataverseTable.note.kind, key: Self.key(key), record)
        default:
            if maker.hasReferences {
                try spool.append(DataverseTable.other.kind, key: entity + " " + Self.key(id), record)
            }
            // What hangs on every case.
            if entity != "contact", entity != "account" { unread[entity, default: 0] += 1 }
        }
    }

    private func note(_ message: String, _ record: Record) {
        guard outside.count < 100 else { return }
        outside.append("\(name):\(record.line):\(record.column): \(message); it is not read")
    }

    /// A GUID in the one spelling that all of them are compared in.
    static func key(_ id: String) -> String {
        (try? GUID(id))?.description ?? id
    }
}

/// Rows as they are put aside.
enum DataverseTable {
    case `case`, note, other

    var kind: UInt8 {
        switch self {
        case .case: 0
        case .note: 1
        case .other: 2
        }
    }

    var entity: String {
        switch self {
        case .case: "incident"
        case .note: "annotation"
        case .other: ""
        }
    }
}
