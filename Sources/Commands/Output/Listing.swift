/// How rows of one kind are shown in every format: written down once, so that the formats cannot drift apart.
struct Listing<Row: Sendable>: Sendable {
    struct Column: Sendable {
        let title: String
        var isRightAligned = false
        var minimum: Int?
        var rank = 0
        /// For a person at a terminal.
        let shown: @Sendable (Row) -> (String, Style?)
        /// For a program behind a pipe: exact, and the same tomorrow.
        let exact: @Sendable (Row) -> String
    }

    /// The name of the list and of one row in XML.
    let names: (list: String, row: String)
    let columns: [Column]
    /// The keys and values of JSON, CSV and XML, in their order.
    let fields: @Sendable (Row) -> [(key: String, value: JSON)]
    /// What `--quiet` prints: the name by which other commands take the row.
    let name: @Sendable (Row) -> String
}

/// Writes rows as they come. Only a table waits for its end, because its columns are as wide as their widest cell.
struct ListWriter<Row: Sendable> {
    let listing: Listing<Row>
    let format: Format
    let console: Console
    private var rows: [Row] = []
    private var count = 0

    init(_ listing: Listing<Row>, _ format: Format, _ console: Console) {
        self.listing = listing
        self.format = format
        self.console = console
    }

    mutating func write(_ row: Row) throws {
        switch format {
        case .table: rows.append(row)
        case .tsv: try console.print(listing.columns.map { SafeText.line($0.exact(row)) }.joined(separator: "\t"))
        case .quiet: try console.print(SafeText.line(listing.name(row)))
        case .json:
            let text = (count == 0 ? "[\n  " : ",\n  ") + JSON.object(listing.fields(row)).line
            try console.output.write(Array(text.utf8))
        case .csv:
            let fields = listing.fields(row)
            if count == 0 { try console.output.write(Array(CSV.record(fields.map(\.key)).utf8)) }
            try console.output.write(Array(CSV.record(fields.map(\.value)).utf8))
        case .xml:
            if count == 0 { try begin() }
            try console.print("  " + ListXML.element(listing.names.row, .object(listing.fields(row)), depth: 1))
        }
        count += 1
    }

    /// Ends the list. An empty one prints nothing, except where nothing would be no document: `[]` and an empty element.
    mutating func finish() throws {
        switch format {
        case .table:
            for line in listing.table(rows, on: console) { try console.print(line) }
        case .tsv, .quiet, .csv: break
        case .json: try console.print(count == 0 ? "[]" : "\n]")
        case .xml:
            if count == 0 { try begin() }
            try console.print("</\(listing.names.list)>")
        }
        try console.output.flush()
    }

    private func begin() throws {
        try console.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(listing.names.list)>")
    }
}

extension Listing {
    /// The lines of a table, the titles first; none without rows.
    func table(_ rows: [Row], on console: Console) -> [String] {
        guard !rows.isEmpty else { return [] }
        let table = Table(
            columns: columns.map {
                Table.Column(title: $0.title, isRightAligned: $0.isRightAligned, minimum: $0.minimum, rank: $0.rank)
            }
        )
        let cells = rows.map { row in
            columns.map { column in
                let (text, style) = column.shown(row)
                return Table.Cell(text, style)
            }
        }
        return table.lines(cells, on: console)
    }

    /// The whole list at once.
    func write(_ rows: [Row], as format: Format, to console: Console) throws {
        var writer = ListWriter(self, format, console)
        for row in rows { try writer.write(row) }
        try writer.finish()
    }
}

extension JSON {
    /// The value in one cell: texts as they are, nothing as an empty cell, lists parted by blanks.
    var flat: String {
        switch self {
        case .null: ""
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let integer): String(integer)
        case .text(let text), .decimal(let text): text
        case .list(let items): items.map(\.flat).joined(separator: " ")
        case .object: line
        }
    }
}
