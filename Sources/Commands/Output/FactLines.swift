/// Labels and values, one below the other, for a person.
struct FactLines {
    /// Columns of the labels, the blank behind them included.
    var labelWidth = 12
    /// `Int.max` where lines are not broken.
    let width: Int
    let console: Console

    /// The line of a value, broken to the width; nothing for an empty value.
    func row(_ label: String, _ value: String?, _ style: Style? = nil) -> [String] {
        guard let value, !value.isEmpty else { return [] }
        let padded = label + String(repeating: " ", count: max(1, labelWidth - DisplayWidth.of(label)))
        let room = width == Int.max ? Int.max : width - labelWidth
        return DisplayWidth.wrapped(SafeText.line(value), to: room).enumerated().map { index, line in
            (index == 0 ? console.paint(padded, .faint) : String(repeating: " ", count: labelWidth))
                + console.paint(line, style)
        }
    }

    func rows(_ pairs: [(String, String?)]) -> [String] { pairs.flatMap { row($0.0, $0.1) } }

    /// A heading with an empty line in front.
    func heading(_ text: String) -> [String] { ["", console.paint(SafeText.line(text), .strong)] }

    /// A table under a heading; nothing when there are no rows.
    func table<Row>(_ heading: String, _ listing: Listing<Row>, _ rows: [Row]) -> [String] {
        guard !rows.isEmpty else { return [] }
        return self.heading(heading) + listing.table(rows, on: wide)
    }

    /// The console with the width of these lines.
    private var wide: Console {
        var console = console
        console.width = width
        return console
    }
}

extension Console {
    /// Prints lines and sees to it that they are out.
    func print(_ lines: [String]) throws {
        for line in lines { try print(line) }
        try output.flush()
    }
}
