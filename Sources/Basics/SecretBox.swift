private import Crypto

/// Encrypts what must not be readable in the database: AES-256-GCM (NIST SP 800-38D) under one key.
package struct SecretBox: Sendable {
    /// Bytes of a key, and of a nonce.
    package static let keyLength = 32
    package static let nonceLength = 12

    private let key: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    package init?(key: [UInt8]) {
        guard key.count == Self.keyLength else { return nil }
        self.key = key
    }

    /// Names the key without telling it: the first 16 bytes of a SHA-256 over it, in hexadecimal digits.
    package var fingerprint: String {
        String(Digest.of(Array("recoup-key-1\n".utf8) + key).description.prefix(32))
    }

    /// Encrypts `text`. `nonce` is 12 bytes that were never used with this key; `context` is not hidden, but the same has to
    /// be given to open it, so that a sealed text cannot be moved to another place. Nil for a nonce of another length.
    package func seal(_ text: String, nonce: [UInt8], context: String) -> [UInt8]? {
        guard let nonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.seal(
                Array(text.utf8),
                using: SymmetricKey(data: key),
                nonce: nonce,
                authenticating: Array(context.utf8)
            )
        else { return nil }
        return box.combined.map { Array($0) }
    }

    /// The text; nil when it was sealed with another key, for another context, or was changed.
    package func open(_ sealed: [UInt8], context: String) -> String? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: Array(context.utf8))
        else { return nil }
        return String(validating: Array(bytes), as: UTF8.self)
    }
}
