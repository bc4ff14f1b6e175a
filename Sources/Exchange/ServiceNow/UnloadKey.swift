import Basics

/// Keys of rows: 32 lower-case hexadecimal digits.
enum UnloadKey {
    static func of(_ id: GUID) -> String { id.description.replacing("-", with: "") }

    /// The key of a row that has none of its own: always the same for the same words and number, so that a second import
    /// meets the rows of the first. Keys of the same words stand in the order of their numbers.
    static func of(_ words: [String], _ number: Int) -> String {
        var digest = DigestBuilder()
        // Each word behind its length: no two lists of words are the same bytes.
        for word in words { digest.append(Array("\(word.utf8.count):\(word)".utf8)) }
        let digits = String(number, radix: 16)
        return digest.finish().description.prefix(24) + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }
}
