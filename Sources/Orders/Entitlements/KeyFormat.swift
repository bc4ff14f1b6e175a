package import Basics

/// How product keys are made and shown. Real volume keys are 5 groups of 5; the seed speaks of 32 digits.
package struct KeyFormat: Hashable, Sendable {
    package let groups: Int
    package let groupLength: Int

    /// 32 characters in one piece (seed, "Get keys and downloads").
    package static let seed = KeyFormat(groups: 1, groupLength: 32)

    private init(groups: Int, groupLength: Int) {
        self.groups = groups
        self.groupLength = groupLength
    }

    /// Reads `32` or `5x5`, groups first; at most 64 characters. Throws ``Fault/unknownChoice(_:known:)``.
    package init(_ text: String) throws(Fault) {
        let parts = text.trimmed.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap { $0 }
        guard numbers.count == parts.count, numbers.count == 1 || numbers.count == 2, let first = numbers.first,
            let last = numbers.last, first > 0, last > 0, first <= 64, last <= 64
        else { throw .unknownChoice(text, known: ["32", "5x5", "8x4"]) }
        let groups = numbers.count == 1 ? 1 : first
        guard (16...64).contains(groups * last) else { throw .unknownChoice(text, known: ["32", "5x5", "8x4"]) }
        self.init(groups: groups, groupLength: last)
    }

    package var length: Int { groups * groupLength }

    /// Letters and digits that nobody takes for each other, no vowels.
    private static let alphabet = Array("BCDFGHJKMPQRTVWXY2346789".utf8)

    /// A key's characters from as many random bytes, without the separators.
    package func key(from random: [UInt8]) -> String {
        String(decoding: random.prefix(length).map { Self.alphabet[Int($0) % Self.alphabet.count] }, as: UTF8.self)
    }

    /// The key with a hyphen between its groups.
    package func shown(_ key: String) -> String {
        guard groups > 1 else { return key }
        var result = ""
        for (index, character) in key.enumerated() {
            if index > 0, index % groupLength == 0 { result.append("-") }
            result.append(character)
        }
        return result
    }
}

extension KeyFormat: CustomStringConvertible {
    package var description: String { groups == 1 ? "\(groupLength)" : "\(groups)x\(groupLength)" }
}
