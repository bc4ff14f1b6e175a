import Basics

/// Comma-separated values for people, as ``CSVText`` writes them.
enum CSV {
    /// One record with its CRLF.
    static func record(_ cells: [String]) -> String { CSVText.line(cells) }

    /// One cell. What a spreadsheet would take for a formula gets an apostrophe in front: nothing is run, and taking it away
    /// gives the value back.
    static func cell(_ text: String) -> String { CSVText.shownCell(text) }
}
