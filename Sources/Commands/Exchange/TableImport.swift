import Orders

/// What became of the rows of a CSV file, to be shown.
struct TableImport: Sendable {
    let file: String
    let received: Int
    /// Rows that are in the database now and were not before; for a price list all that were taken.
    let taken: Int
    let unchanged: Int
    /// Rows that could not be used, in the order of the file.
    let unused: [UnusedRecord]
    let isRehearsal: Bool

    var status: CommandOutcome { unused.isEmpty ? .done : .partly }

    /// Names every row that was not used, on standard error.
    func say(on console: Console) {
        for record in unused { console.say(SafeText.line("\(file):\(record.place): \(record.reason)")) }
        if isRehearsal { console.say("this was a rehearsal; nothing was kept") }
    }
}

extension Listing where Row == TableImport {
    static var tableImports: Listing<TableImport> {
        Listing(
            names: ("imports", "import"),
            columns: [
                .plain("FILE", minimum: 10, style: .strong, \.file),
                .count("RECEIVED") { Int64($0.received) },
                .count("NEW", style: .good) { Int64($0.taken) },
                .count("UNCHANGED") { Int64($0.unchanged) },
                .count("UNUSED", style: .bad) { Int64($0.unused.count) },
            ],
            fields: { table in
                [
                    ("file", .text(table.file)), ("received", .integer(table.received)),
                    ("new", .integer(table.taken)), ("unchanged", .integer(table.unchanged)),
                    ("unused", .integer(table.unused.count)), ("dryRun", .flag(table.isRehearsal)),
                    (
                        "reasons",
                        .list(
                            table.unused.map {
                                .object([("line", .integer($0.place)), ("reason", .text($0.reason))])
                            }
                        )
                    ),
                ]
            },
            name: \.file
        )
    }
}
