import Basics
import Casework
import Packing
import XML

/// Makes a case out of its row, the rows that its lookups lead to, and its notes.
final class DataverseCaseMaker {
    private let mapping: Mapping
    private let settings: DataverseSettings
    private let package: DataversePackage
    private let spool: RowSpool
    private let head: String
    private let name: String
    private let limits: Limits
    /// Mapped columns of other tables, by the lookup that leads there.
    private let references: [String: [String]]
    /// The place of each mapped column in the mapping: what is named first there is found first.
    private let order: [String: Int]
    /// Tables that a lookup led to.
    private(set) var tablesRead: Set<String> = []
    private var filesUsed: Set<GUID> = []

    init(
        _ mapping: Mapping,
        _ settings: DataverseSettings,
        _ package: DataversePackage,
        _ spool: RowSpool,
        head: String,
        name: String,
        limits: Limits
    ) {
        self.mapping = mapping
        self.settings = settings
        self.package = package
        self.spool = spool
        self.head = head
        self.name = name
        self.limits = limits
        references = mapping.columnsOfReferences
        order = Dictionary(
            mapping.fields.enumerated().map { ($0.element.theirs, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    var hasReferences: Bool { !references.isEmpty }

    /// Files of the archive that no case named.
    var unusedFiles: [GUID] { package.files.filter { !filesUsed.contains($0) } }

    func make(_ spooled: SpooledRow, _ ordinal: Int) throws(DocumentFault) -> ForeignRecord {
        var work = CaseWork(row: try row(spooled), rows: [(DataverseTable.case.entity, spooled)])
        checkID(&work)
        work.ticket.id = spooled.key
        work.ticket.number = work.row["ticketnumber"]
        work.ticket.createdAt = work.row.date("createdon", settings, &work.problems)
        work.ticket.modifiedAt = work.row.date("modifiedon", settings, &work.problems)
        try takeColumns(&work)
        try takeNotes(try spool.rows(DataverseTable.note.kind, key: spooled.key), &work)
        return work.record(ordinal, spooled)
    }

    /// The notes of a case that the document does not hold.
    func makeFollowUp(_ first: SpooledRow, _ ordinal: Int) throws(DocumentFault) -> ForeignRecord {
        var work = CaseWork(row: try row(first), rows: [])
        work.ticket.id = first.key
        work.ticket.isFollowUp = true
        try takeNotes(try spool.rows(DataverseTable.note.kind, key: first.key), &work)
        return work.record(ordinal, first)
    }

    private func row(_ spooled: SpooledRow) throws(DocumentFault) -> DataverseRow {
        let parsed = try ParsedRow.read([spooled], below: head, named: name, limits: limits)
        guard let row = parsed.first else { throw ParsedRow.gone(name, spooled) }
        return DataverseRow(row)
    }

    private func checkID(_ work: inout CaseWork) {
        guard let id = try? GUID(work.row.id) else {
            work.problems.append(work.row.problem("id: '\(work.row.id.prefix(60))' is no GUID; a case has one"))
            return
        }
        if let stated = work.row["incidentid"], (try? GUID(stated)) != id {
            work.problems.append(
                work.row.problem(
                    "incidentid: it is not the record's id; let both be the same",
                    at: work.row.element("incidentid")
                )
            )
        }
    }

    // MARK: Columns

    private func takeColumns(_ work: inout CaseWork) throws(DocumentFault) {
        var fields: [ForeignField] = []
        var names: Set<String> = []
        let lookups = try takeLookups(&work)
        for (column, element) in work.row.fields {
            if column.isEmpty {
                work.problems.append(work.row.problem("field: it has no name; write name=\"…\"", at: element))
                continue
            }
            guard names.insert(column).inserted else {
                work.problems.append(
                    work.row.problem("\(column): it stands twice in one record; remove one", at: element)
                )
                continue
            }
            if isOwn(column, lookups, work.row) { continue }
            let value = work.row.value(of: element) ?? ""
            if let fileName = element.attribute("filename") {
                try takeFile(value, DataverseText.decoded(fileName), element, &work)
                continue
            }
            guard !value.isEmpty else { continue }
            fields.append(
                ForeignField(
                    column,
                    plain(value, of: column),
                    label: work.row.label(of: element),
                    at: work.row.place(of: element)
                )
            )
        }
        fields += lookups.flatMap(\.fields)
        work.ticket.fields = fields.enumerated()
            .sorted { (rank($0.element.name), $0.offset) < (rank($1.element.name), $1.offset) }.map(\.element)
        if let state = state(work.row) { work.ticket.history.append(state) }
    }

    private func rank(_ column: String) -> Int { order[column] ?? Int.max }

    /// Columns that this container writes and reads itself.
    private func isOwn(_ column: String, _ lookups: [Lookup], _ row: DataverseRow) -> Bool {
        switch column {
        case "incidentid", "statecode": true
        case "statuscode": !mapping.knows(column)
        case "customerid":
            lookups.contains { $0.column == column } || isWrittenCustomer(row)
        default: lookups.contains { $0.column == column }
        }
    }

    /// Whether the customer is the one that we write.
    private func isWrittenCustomer(_ row: DataverseRow) -> Bool {
        guard let customer = row["customerid"].flatMap({ try? GUID($0) }) else { return false }
        return customer == settings.customer?.id || customer == row["primarycontactid"].flatMap { try? GUID($0) }
    }

    /// A number without the decimals that every one of them has there.
    private func plain(_ value: String, of column: String) -> String {
        let type =
            package.schema.type(of: column, in: DataverseTable.case.entity) ?? settings.type(of: column, in: mapping)
        return type.hasTenDecimals ? DataverseNumber.shortest(value) : value
    }

    /// The state that a case has there, unless it is the one that every case of ours is written with.
    private func state(_ row: DataverseRow) -> String? {
        let state = row["statecode"] ?? "0"
        let status = row["statuscode"] ?? "1"
        if state == "0", status == "1" || mapping.knows("statuscode") { return nil }
        let names = [Self.states[state] ?? "state \(state)", Self.statuses[status] ?? "status \(status)"]
        return "State there: " + names.joined(separator: ", ")
    }

    private static let states = ["0": "Active", "1": "Resolved", "2": "Canceled"]

    private static let statuses = [
        "1": "In Progress", "2": "On Hold", "3": "Waiting for Details", "4": "Researching", "5": "Problem Solved",
        "1000": "Information Provided", "6": "Canceled", "2000": "Merged",
    ]

    // MARK: Lookups

    private struct Lookup {
        let column: String
        let fields: [ForeignField]
    }

    /// The mapped columns of the rows that lookups lead to.
    private func takeLookups(_ work: inout CaseWork) throws(DocumentFault) -> [Lookup] {
        var lookups: [Lookup] = []
        for (column, wanted) in references.sorted(by: { $0.key < $1.key }) {
            guard let element = work.row.element(column), let id = work.row[column],
                let table = element.attribute("lookupentity"),
                let spooled = try spool.rows(DataverseTable.other.kind, key: table + " " + DataverseReader.key(id))
                    .first
            else { continue }
            tablesRead.insert(table)
            // Two lookups may lead to one row.
            if !work.rows.contains(where: { $0.row.offset == spooled.offset }) { work.rows.append((table, spooled)) }
            let row = try row(spooled)
            let fields = wanted.compactMap { name -> ForeignField? in
                guard let value = name == "fullname" ? Self.fullName(row) : row[name] else { return nil }
                let place = row.element(name).map { row.place(of: $0) }
                return ForeignField("\(column)/\(name)", value, label: row.label(name), at: place)
            }
            lookups.append(Lookup(column: column, fields: fields))
        }
        return lookups
    }

    /// A contact's name is put together there; an export may hold its parts alone.
    private static func fullName(_ row: DataverseRow) -> String? {
        if let name = row["fullname"] { return name }
        let parts = [row["firstname"], row["lastname"]].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    // MARK: Files beside the data

    private func takeFile(
        _ value: String,
        _ fileName: String,
        _ element: Element,
        _ work: inout CaseWork
    ) throws(DocumentFault) {
        guard !value.isEmpty || !fileName.isEmpty else { return }
        var content = ForeignFile.Content.absent
        if let id = try? GUID(value) {
            filesUsed.insert(id)
            do { content = try package.file(id).map { .bytes($0) } ?? .absent } catch {
                let reason = (error as? PackingFault)?.sentence ?? "\(error)"
                work.problems.append(work.row.problem("files/\(id).bin: \(reason)", at: element))
                return
            }
        }
        work.ticket.files.append(
            ForeignFile(
                name: fileName,
                mediaType: element.attribute("mimetype") ?? "",
                content: content,
                at: work.row.place(of: element)
            )
        )
    }

    // MARK: Notes

    private func takeNotes(_ spooled: [SpooledRow], _ work: inout CaseWork) throws(DocumentFault) {
        var notes = DataverseNotes(settings)
        for row in spooled {
            work.rows.append((DataverseTable.note.entity, row))
            notes.take(try self.row(row), &work.problems)
        }
        work.ticket.files += notes.files
        notes.joinTexts()
        takeDescription(notes, &work)
        work.ticket.comments = notes.comments
    }

    /// The whole description stands in a note: it holds as long as nobody changed the beginning, which stands in the column.
    private func takeDescription(_ notes: DataverseNotes, _ work: inout CaseWork) {
        guard !notes.descriptions.isEmpty || notes.hasBrokenDescription else { return }
        let column = DataverseDescription.column
        let index = work.ticket.fields.firstIndex { $0.name == column }
        let field = work.ticket[column]
        let whole = notes.descriptions.last { whole in
            DataverseDescription.isShown(field?.value ?? "", of: whole, limit: settings.descriptionLimit)
        }
        guard let whole, let field, let index else {
            work.losses.append(
                Loss(
                    "note '\(settings.descriptionNote)'",
                    .leftOut("it or the description was changed after it was written")
                )
            )
            return
        }
        work.ticket.fields[index] = ForeignField(column, whole, label: field.label, at: field.place)
    }
}

/// One case on its way.
private struct CaseWork {
    let row: DataverseRow
    /// All rows of the case with their tables, for the original.
    var rows: [(table: String, row: SpooledRow)]
    var ticket = ForeignTicket()
    var problems: [RecordProblem] = []
    var losses: [Loss] = []

    func record(_ ordinal: Int, _ spooled: SpooledRow) -> ForeignRecord {
        ForeignRecord(
            ordinal: ordinal,
            line: spooled.line,
            column: spooled.column,
            byteRange: spooled.offset..<spooled.offset + Int64(spooled.bytes.count),
            ticket: ticket,
            problems: problems,
            losses: losses,
            original: { [rows] in
                rows.reduce(into: []) { bytes, entry in
                    bytes += "<entity name=\"\(entry.table)\"><records>".utf8
                    bytes += entry.row.bytes
                    bytes += "</records></entity>\n".utf8
                }
            }
        )
    }
}

extension Mapping {
    /// Mapped columns of other tables, by the lookup that leads there.
    var columnsOfReferences: [String: [String]] {
        var references: [String: [String]] = [:]
        for field in fields {
            let parts = field.theirs.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, references[parts[0]]?.contains(parts[1]) != true else { continue }
            references[parts[0], default: []].append(parts[1])
        }
        return references
    }
}
