import Basics
import Casework
import Tickets
import XML

/// Reads one record of an archive. Whether it is true is ``ArchiveEntry/Claim/verified()``'s question.
enum ArchiveDecoder {
    /// The entry, or everything in it that could not be read.
    static func decode(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        switch record.name {
        case "organisation": organisation(record)
        case "person": person(record)
        case "offer": OfferDecoder.decode(record)
        case "customer": CustomerDecoder.archived(record)
        case "order": OrderDecoder.decode(record)
        case "invoice": InvoiceDecoder.decode(record)
        case "rows": ReadRowsDecoder.decode(record)
        default: TicketDecoder.decode(record)
        }
    }

    private static func organisation(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let id = read.required("id") { text throws(Fault) in try Organisation.ID(text) }
        let name = read.required("name") { text throws(Fault) in text }
        let parent = read.optional("parent") { text throws(Fault) in try Organisation.ID(text) }
        guard read.problems.isEmpty, let id, let name else { return (nil, read.problems) }
        return (.organisation(Organisation(id: id, name: name, parent: parent)), [])
    }

    private static func person(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let id = read.required("id") { text throws(Fault) in try Person.ID(text) }
        let name = read.required("name") { text throws(Fault) in try Person.checked(systemName: text) }
        let displayName = read.required("displayName") { text throws(Fault) in text }
        let email = read.optional("email") { text throws(Fault) in try EmailAddress(text) }
        let language = read.choice("language", Language.self)
        let organisation = read.required("organisation") { text throws(Fault) in try Organisation.ID(text) }
        let roles = read.required("roles") { text throws(Fault) in try Self.roles(text) }
        let tenant = read.guid("tenant")
        guard read.problems.isEmpty, let id, let name, let displayName, let language, let organisation, let roles else {
            return (nil, read.problems)
        }
        let person = Person(
            id: id,
            systemName: name,
            displayName: displayName,
            email: email,
            language: language,
            organisation: organisation,
            roles: roles,
            tenant: tenant
        )
        return (.person(person), [])
    }

    private static func roles(_ text: String) throws(Fault) -> Set<Role> {
        var roles: Set<Role> = []
        for word in text.split(separator: " ") { roles.insert(try RecordAttributes.choice(String(word))) }
        return roles
    }
}
