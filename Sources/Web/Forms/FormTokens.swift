import Basics

/// Proof that a form was made by this desk for this person, and the identity of the one sending that it is good for.
///
/// A token is a new identifier and a SHA-256 over it, the person and the secret, all of fixed length, with the secret at
/// both ends. A page of another site cannot read it, so it cannot send one.
struct FormTokens: Sendable {
    private let secret: [UInt8]

    init(secret: [UInt8]) {
        self.secret = secret
    }

    func token(_ id: GUID, for person: Person.ID) -> String { "\(id).\(proof(of: id, for: person))" }

    /// The identifier inside a token; nil when it was not made here for this person.
    func identifier(in token: String, for person: Person.ID) -> GUID? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = try? GUID(parts[0]), let stated = try? Digest(parts[1]) else { return nil }
        let expected = proof(of: id, for: person)
        // Compared whole, so that the time it takes tells nothing.
        let difference = zip(stated.bytes, expected.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? id : nil
    }

    private func proof(of id: GUID, for person: Person.ID) -> Digest {
        Digest.of(secret + Array("recoup-form-1 \(id) \(person) ".utf8) + secret)
    }
}
