import Basics

extension Event {
    /// The files that came to the ticket with it; empty when its detail cannot be read, or is not shown to the reader.
    package var files: [Attachment] {
        guard let reader = try? FieldReader(detail) else { return [] }
        return (try? reader.attachments()) ?? []
    }
}
