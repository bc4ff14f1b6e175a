package import Basics

/// The desk's encryption key and its randomness, handed in from outside.
package struct Secrets: Sendable {
    /// The box for a database that knows this fingerprint; nil when it knows none, and then a key may be made. Throws
    /// ``SecretsFault``.
    package let box: @Sendable (_ fingerprint: String?) throws -> SecretBox
    /// So many random bytes, fit for keys.
    package let makeBytes: @Sendable (_ count: Int) -> [UInt8]

    package init(
        box: @escaping @Sendable (_ fingerprint: String?) throws -> SecretBox,
        makeBytes: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.box = box
        self.makeBytes = makeBytes
    }

    /// For desks that seal nothing.
    package static let none = Secrets(box: { _ in throw SecretsFault.noKey }, makeBytes: { _ in [] })
}

/// Why what is encrypted cannot be read or written. No case carries a secret.
package enum SecretsFault: Error, Hashable, Sendable {
    case noKey
    /// The database was encrypted with another key.
    case otherKey(expected: String, actual: String)
    /// The place does not hold a key, or one that others may read.
    case unusable(place: String, reason: String)
    /// The key fits, but what is kept was changed.
    case unreadable

    package var sentence: String {
        switch self {
        case .noKey:
            "the encryption key of this database is not here; give it with RECOUP_KEY or RECOUP_KEY_FILE, "
                + "or put the file back beside the database"
        case .otherKey(let expected, let actual):
            "the key \(actual) is not the one that this database was encrypted with (\(expected)); nothing was changed"
        case .unusable(let place, let reason): "the encryption key at \(place) cannot be used: \(reason)"
        case .unreadable: "a sealed value was changed after it was written; see 'recoup audit verify'"
        }
    }
}

extension MutableRecords {
    /// The box that fits this database. The first one is noted in it.
    func secretBox(_ secrets: Secrets) throws -> SecretBox {
        let known = try setting(SecretSetting.fingerprint)
        let box = try secrets.box(known)
        if let known {
            guard box.fingerprint == known else {
                throw SecretsFault.otherKey(expected: known, actual: box.fingerprint)
            }
        } else {
            try set(SecretSetting.fingerprint, to: box.fingerprint)
        }
        return box
    }
}

/// The names of settings about secrets.
package enum SecretSetting {
    /// What names the key that this database is encrypted with.
    package static let fingerprint = "key_fingerprint"
}
