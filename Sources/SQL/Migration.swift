/// One step of the schema. Once released it never changes: its name and text are compared with what was applied.
package struct Migration: Sendable {
    /// Counted from 1 without gaps.
    package let number: Int
    package let name: String
    /// Why the step is there, for the person who reads the list.
    package let why: String
    /// The statements, one string each.
    package let statements: @Sendable (Dialect) -> [SQLText]

    package init(
        number: Int,
        name: String,
        why: String,
        statements: @escaping @Sendable (Dialect) -> [SQLText]
    ) {
        self.number = number
        self.name = name
        self.why = why
        self.statements = statements
    }

    /// A fingerprint of the text, to notice a released step that was edited. It guards against accidents, not attackers:
    /// 64-bit FNV-1a (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv) over the statements, in 16 hexadecimal
    /// digits.
    package func fingerprint(_ dialect: Dialect) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in statements(dialect) {
            for byte in statement.string.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
