import Basics
import Casework
import Tickets

/// One digest over everything that a request says, by which the same again is known for the same. The time of its last
/// change is left out: many systems touch it without changing anything.
enum IntakeDigest {
    static func of(
        _ form: FactsForm,
        status: String?,
        history: String?,
        messages: [Message],
        files: [IntakeFile],
        mapping: Digest? = nil
    ) -> Digest {
        var fields = Fields()
        fields.append("recoup-intake-1", "")
        fields.append("problem", form[.problem])
        fields.append("impact", form[.impact])
        fields.append("title", form[.title])
        fields.append("tenant", form[.tenant])
        fields.append("purchase", form[.purchase])
        fields.append("reason", form[.reason])
        fields.append("explanation", form[.explanation])
        fields.append("amount", form[.amount])
        fields.append("currency", form[.currency])
        fields.append("contact.name", form[.contactName])
        fields.append("contact.email", form[.contactEmail])
        fields.append("contact.phone", form[.contactPhone])
        fields.append("status", status)
        fields.append("history", history)
        for message in messages {
            fields.append("message", message.text)
            fields.append("visibility", message.visibility.rawValue)
            fields.append("author", message.author)
            if let writtenAt = message.writtenAt { fields.append("at", writtenAt.milliseconds) }
        }
        for file in files {
            fields.append("file", file.attachment.name)
            fields.append("type", file.attachment.mediaType)
            fields.append("sha256", file.attachment.digest.description)
        }
        fields.append("mapping", mapping?.description)
        return Digest.of(fields.bytes)
    }
}
