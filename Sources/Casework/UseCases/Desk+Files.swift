import Basics
package import Tickets

extension Desk {
    /// Hands over a file of a ticket piece by piece. Throws ``DeskError/noSuchFile(_:)``, and
    /// ``StoreError/corrupt(_:)`` at the end when the bytes are not those that were attached.
    package func readFile(
        named name: String,
        of reference: TicketReference,
        for actor: Actor,
        _ body: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws -> Attachment {
        try await store.read { records in
            let ticket = try records.visible(reference, to: actor.person).ticket
            guard let file = ticket.attachments.first(where: { $0.name == name }) else {
                throw DeskError.noSuchFile(name)
            }
            var hasher = DigestBuilder()
            try records.eachChunk(of: file.digest) { chunk in
                hasher.append(chunk)
                try body(chunk)
            }
            guard hasher.finish() == file.digest else {
                throw StoreError.corrupt("the bytes of '\(quoted(name))' are not those that were attached")
            }
            return file
        }
    }
}
