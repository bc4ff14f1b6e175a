import ArgumentParser

/// How results are written.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Write JSON with stable keys.")
    var json = false

    @Flag(name: .long, help: "Write CSV (RFC 4180) that no spreadsheet takes for formulas.")
    var csv = false

    @Flag(name: .long, help: "Write XML.")
    var xml = false

    @Flag(name: .shortAndLong, help: "Write names only, one a line, as other commands read them from standard input.")
    var quiet = false

    @OptionGroup var colour: ColourOptions

    func validate() throws {
        let chosen = [("--json", json), ("--csv", csv), ("--xml", xml), ("--quiet", quiet)].filter(\.1).map(\.0)
        if chosen.count > 1 {
            throw ValidationError("\(chosen.joined(separator: " and ")) exclude each other; choose one")
        }
    }

    /// The format asked for; else a table on a terminal and tab-separated values in a pipe.
    func format(on console: Console) -> Format {
        if json { return .json }
        if csv { return .csv }
        if xml { return .xml }
        if quiet { return .quiet }
        return console.outputIsTerminal ? .table : .tsv
    }

    /// The console with colour as asked for.
    func console(_ surroundings: Surroundings) -> Console {
        colour.console(surroundings)
    }
}
