/// Rows in aligned columns for a terminal, cut to its width.
struct Table {
    struct Column {
        let title: String
        var isRightAligned = false
        /// The narrowest that still says something; nil when the column is never cut.
        var minimum: Int?
        /// Columns with higher ranks are left out first where the terminal is too narrow; 0 always stays.
        var rank = 0
    }

    struct Cell {
        let text: String
        var style: Style?

        init(_ text: String, _ style: Style? = nil) {
            self.text = SafeText.line(text)
            self.style = style
        }
    }

    private static let gap = 2
    let columns: [Column]

    /// The lines, the titles first.
    func lines(_ rows: [[Cell]], on console: Console) -> [String] {
        let natural = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index].text)) }
        }
        let shown = fitting(natural, into: console.width)
        let widths = shrunk(natural, shown, into: console.width)
        let titles = columns.map { Cell($0.title, .faint) }
        return ([titles] + rows).map { line($0, shown, widths, console) }
    }

    /// The columns that find room at their narrowest.
    private func fitting(_ natural: [Int], into width: Int) -> [Int] {
        var shown = Array(columns.indices)
        func needed() -> Int {
            shown.reduce(Self.gap * (shown.count - 1)) { $0 + min(natural[$1], columns[$1].minimum ?? natural[$1]) }
        }
        while needed() > width, let last = shown.filter({ columns[$0].rank > 0 }).max(by: { rank($0) < rank($1) }) {
            shown.removeAll { $0 == last }
        }
        return shown
    }

    private func rank(_ index: Int) -> (Int, Int) { (columns[index].rank, index) }

    /// Takes from the columns that can give, the widest first, until the line fits.
    private func shrunk(_ natural: [Int], _ shown: [Int], into width: Int) -> [Int] {
        var widths = natural
        func total() -> Int { shown.reduce(Self.gap * (shown.count - 1)) { $0 + widths[$1] } }
        while total() > width {
            let givers = shown.filter { index in columns[index].minimum.map { widths[index] > $0 } ?? false }
            guard let widest = givers.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [Cell], _ shown: [Int], _ widths: [Int], _ console: Console) -> String {
        var line = ""
        for (place, index) in shown.enumerated() {
            let text = DisplayWidth.cut(cells[index].text, to: widths[index])
            let blanks = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
            let painted = console.paint(text, cells[index].style)
            let isLast = place == shown.count - 1
            line += columns[index].isRightAligned ? blanks + painted : isLast ? painted : painted + blanks
            if !isLast { line += String(repeating: " ", count: Self.gap) }
        }
        return line
    }
}
