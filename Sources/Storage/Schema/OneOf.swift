import SQL

/// The condition that a column holds one of the words, most frequent first.
///
/// SQLite fills a temporary index for every `in` of more than two words each time that a row is checked; comparisons in a
/// row cost it next to nothing.
func oneOf(_ column: SQLText, _ words: [SQLText]) -> SQLText {
    words.dropFirst().reduce("\(column) = '\(words[0])'") { "\($0) or \(column) = '\($1)'" }
}
