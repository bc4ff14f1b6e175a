import Basics

/// Another ticket, as an event names it: the number that it had then goes with the id.
package struct TicketName: Hashable, Sendable {
    package let id: Ticket.ID
    /// As R-10001; the id where there was no number.
    package let name: String

    package init(id: Ticket.ID, name: String) {
        self.id = id
        self.name = name
    }

    /// What a request is called towards those who may not know which one it is.
    static let anotherRequest = "another request"

    package init(of ticket: Ticket) {
        self.init(id: ticket.id, name: ticket.number.map { TicketNumber($0).description } ?? ticket.id.description)
    }
}

/// What one ticket is to another.
package struct TicketLink: Hashable, Sendable {
    package let relation: Relation
    package let other: TicketName

    package init(_ relation: Relation, _ other: TicketName) {
        self.relation = relation
        self.other = other
    }

    /// The raw values stand in hashed events; never renamed.
    package enum Relation: String, CaseIterable, Hashable, Sendable {
        /// The other was merged into this one.
        case absorbed
        /// The other was taken out again.
        case separated
        /// The other was made of a part of this one.
        case splitInto
        /// This one was made of a part of the other.
        case splitFrom
        /// They have to do with each other.
        case related
        case unrelated

        /// In English, in front of the other's number.
        package var phrase: String {
            switch self {
            case .absorbed: "took in"
            case .separated: "let go of"
            case .splitInto: "split off"
            case .splitFrom: "split off from"
            case .related: "linked to"
            case .unrelated: "no longer linked to"
            }
        }
    }
}

extension [TicketLink] {
    /// The links after one more event: what ends a link takes it away.
    func adding(_ link: TicketLink) -> [TicketLink] {
        let rest = filter { $0.other.id != link.other.id || !link.relation.replaces($0.relation) }
        switch link.relation {
        case .separated, .unrelated: return rest
        case .absorbed, .splitInto, .splitFrom, .related: return rest + [link]
        }
    }
}

extension TicketLink.Relation {
    fileprivate func replaces(_ other: Self) -> Bool {
        switch self {
        case .absorbed, .separated: other == .absorbed
        case .related, .unrelated: other == .related
        case .splitInto, .splitFrom: other == self
        }
    }
}
