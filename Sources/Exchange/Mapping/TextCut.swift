/// The beginning of a text, at most `limit` UTF-16 units, in whole characters as people see them.
func cut(_ text: String, toUTF16 limit: Int) -> String {
    var length = 0
    return String(
        text.prefix { character in
            length += character.utf16.count
            return length <= limit
        }
    )
}
