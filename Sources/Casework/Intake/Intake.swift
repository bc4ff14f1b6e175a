package import Basics
package import Tickets

/// One record from outside, decoded but not judged: facts, messages and files, and what only stands in a note. Handed on
/// several times on its way, so it is one reference and not dozens.
package final class Intake: Sendable {
    /// Nil when the record has no id of its own: then it cannot be told from another and is quarantined.
    package let source: Source?
    /// The ticket of ours that the record says it is: it went out, and comes back.
    package let ticket: Ticket.ID?
    /// Messages and files of a ticket that the document does not hold itself: they make no ticket.
    package let isFollowUp: Bool
    package let modifiedAt: Instant?
    package let form: FactsForm
    package let messages: [Message]
    package let files: [IntakeFile]
    /// Foreign status and history: kept as a quoted internal note.
    package let quotedNote: String?
    /// SHA-256 over the decoded fields and the mapping.
    package let digest: Digest

    package init(
        source: Source?,
        ticket: Ticket.ID? = nil,
        isFollowUp: Bool = false,
        modifiedAt: Instant?,
        form: FactsForm,
        messages: [Message],
        files: [IntakeFile],
        quotedNote: String?,
        digest: Digest
    ) {
        self.source = source
        self.ticket = ticket
        self.isFollowUp = isFollowUp
        self.modifiedAt = modifiedAt
        self.form = form
        self.messages = messages
        self.files = files
        self.quotedNote = quotedNote
        self.digest = digest
    }
}

/// A file inside a record.
package struct IntakeFile: Sendable {
    package let attachment: Attachment
    package let content: FileContent

    package init(attachment: Attachment, content: FileContent) {
        self.attachment = attachment
        self.content = content
    }
}

extension [Attachment] {
    /// Checks that the bytes of each are among `contents`. Those in the store do not count: whoever knows a digest must not
    /// get at somebody else's file by attaching it. Throws ``DeskError/invalid(_:)`` with every problem.
    func check(against contents: [FileContent]) throws(DeskError) {
        let sizes = Dictionary(contents.map { ($0.digest, $0.size) }, uniquingKeysWith: { first, _ in first })
        let problems = compactMap { file -> Problem? in
            guard let size = sizes[file.digest] else { return Problem("files/\(file.name)", .missing) }
            return size == file.size
                ? nil : Problem("files/\(file.name)", .sizeMismatch(stated: file.size, actual: size))
        }
        if !problems.isEmpty { throw .invalid(Problems(problems)) }
    }
}

/// A record with its place in the file, read as far as it could be.
package struct IntakeItem<Content: Sendable>: Sendable {
    package let ordinal: Int64
    package let offset: Int64
    package let length: Int64
    package let line: Int64
    /// The column of its start tag, in characters from 1; nil where there are no columns.
    package let column: Int64?
    /// What it says, or everything that is wrong with it.
    package let content: Result<Content, Problems>
    /// The record as it stood in the file. Only taken when it has to be quarantined.
    package let original: [UInt8]

    package init(
        ordinal: Int64,
        offset: Int64,
        length: Int64,
        line: Int64,
        column: Int64? = nil,
        content: Result<Content, Problems>,
        original: [UInt8]
    ) {
        self.ordinal = ordinal
        self.offset = offset
        self.length = length
        self.line = line
        self.column = column
        self.content = content
        self.original = original
    }
}
