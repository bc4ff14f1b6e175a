import Basics
import Tickets

/// A file on a ticket.
package struct FileRow: Sendable {
    package let name: String
    package let type: String
    package let size: String
    package let digest: String
    package let path: String

    static func list(of ticket: Ticket, _ words: Words) -> [FileRow] {
        ticket.attachments.enumerated().map { index, file in
            FileRow(
                name: file.name,
                type: file.mediaType,
                size: words.size(file.size),
                digest: file.digest.description,
                path: Paths.file(index + 1, of: Paths.reference(ticket))
            )
        }
    }
}
