import Basics
import Casework
import Orders
import Tickets
import XML

/// Reads a `<customer>`: the facts, and in an archive a part of the activity.
enum CustomerDecoder {
    /// What an archive says, or everything in it that could not be read.
    static func archived(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let customer = customer(&read) { text throws(Fault) in text }
        var problems = read.problems
        guard let customer else { return (nil, problems) }
        var activity: [ActivityEntry] = []
        for child in record.children where child.isNamed("activity") {
            var read = RecordAttributes(of: child)
            if let entry = entry(&read, of: customer.id, child.text) { activity.append(entry) }
            problems += RecordProblem.inside("activity", read.problems)
        }
        guard problems.isEmpty else { return (nil, problems) }
        return (.customer(CustomerClaim(customer: customer, activity: activity)), [])
    }

    /// What another system says of a customer, or everything that is wrong with it.
    static func facts(_ record: Element) -> (customer: Customer?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let customer = customer(&read) { text throws(Fault) in try Text.line(text, limit: 200) }
        var problems = read.problems
        if let activity = record.first("activity") {
            problems.append(RecordProblem("activity: an intake brings none; only an archive does", at: activity))
        }
        return (problems.isEmpty ? customer : nil, problems)
    }

    private static func customer(
        _ read: inout RecordAttributes,
        _ check: (String) throws(Fault) -> String
    ) -> Customer? {
        let id = read.customer("id")
        let domain = read.required("domain") { text throws(Fault) in try DomainName(text) }
        let name = read.required("name", check)
        let market = read.market("market")
        let segment = read.choice("segment", Segment.self)
        let agreedOn = read.optionalDay("agreed")
        let language: Language? = read.optional("language") { text throws(Fault) in try RecordAttributes.choice(text) }
        guard let id, let domain, let name, let market, let segment else { return nil }
        return Customer(
            id: id,
            domain: domain,
            name: name,
            market: market,
            segment: segment,
            agreedOn: agreedOn,
            language: language
        )
    }

    private static func entry(
        _ read: inout RecordAttributes,
        of customer: Customer.ID,
        _ detail: String
    ) -> ActivityEntry? {
        let sequence = read.number("sequence")
        let kind = read.choice("kind", ActivityEntry.Kind.self)
        let refusal = read.optionalText("refusal")
        let at = read.instant("at")
        let by = read.person("by")
        let byName = read.text("byName")
        let account = read.text("account")
        let door = read.choice("origin", Origin.self)
        let order = read.optional("order") { text throws(Fault) in try Order.ID(text) }
        let line = read.optionalCount("line")
        let previous = read.optional("previous") { text throws(Fault) in try Digest(text) }
        let digest = read.required("digest") { text throws(Fault) in try Digest(text) }
        guard read.problems.isEmpty, let sequence, let kind, let at, let by, let byName, let account, let door,
            let digest
        else { return nil }
        let act = ActivityAct(
            customer: customer,
            kind: kind,
            refusal: refusal,
            at: at,
            by: by,
            byName: byName,
            account: account,
            door: door.rawValue,
            order: order,
            line: line,
            detail: detail
        )
        return ActivityEntry(restoring: act, sequence: sequence, previous: previous, digest: digest)
    }
}
