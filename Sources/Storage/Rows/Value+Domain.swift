import Basics
import SQL

extension SQL.Value {
    /// An identifier's 16 bytes, the most significant first, so that they sort as identifiers do.
    static func id<Subject>(_ id: Identifier<Subject>) -> Value { .guid(id.guid) }

    static func id<Subject>(orNull id: Identifier<Subject>?) -> Value {
        id.map { .id($0) } ?? .null
    }

    static func guid(_ guid: GUID) -> Value {
        .blob(
            [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
                for index in 0..<8 {
                    let shift = UInt64(56 - 8 * index)
                    buffer[index] = UInt8(truncatingIfNeeded: guid.high >> shift)
                    buffer[index + 8] = UInt8(truncatingIfNeeded: guid.low >> shift)
                }
                count = 16
            }
        )
    }

    static func guid(orNull guid: GUID?) -> Value { guid.map { .guid($0) } ?? .null }

    static func digest(_ digest: Digest) -> Value { .blob(digest.bytes) }

    static func digest(orNull digest: Digest?) -> Value { .blob(orNull: digest?.bytes) }

    /// UTC milliseconds.
    static func instant(_ instant: Instant) -> Value { .integer(instant.milliseconds) }

    static func instant(orNull instant: Instant?) -> Value { .integer(orNull: instant?.milliseconds) }

    /// A word of one of our own lists.
    static func word(_ word: some RawRepresentable<String>) -> Value { .text(word.rawValue) }

    static func word(orNull word: (some RawRepresentable<String>)?) -> Value { .text(orNull: word?.rawValue) }
}
