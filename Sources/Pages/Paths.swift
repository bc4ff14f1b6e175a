package import Casework
package import Tickets

/// Every address of the web desk, in one place for routes, redirects and pages.
package enum Paths {
    package static let queue = "/"
    package static let newTicket = "/tickets/new"
    package static let tickets = "/tickets"

    /// The number when it has one, else the id: drafts have no number yet.
    package static func reference(_ ticket: Ticket) -> TicketReference {
        ticket.number.map { .number(TicketNumber($0)) } ?? .id(ticket.id)
    }

    package static func ticket(_ reference: TicketReference) -> String { "/tickets/\(reference)" }

    /// Everything that happened to it, as a page to read or print.
    package static func ticketHistory(_ reference: TicketReference) -> String { "/tickets/\(reference)/history" }

    package static func action(_ action: TicketAction, on reference: TicketReference) -> String {
        "/tickets/\(reference)/\(action.rawValue)"
    }

    /// Files are named by their place on the ticket, from 1: their own names never become part of a path.
    package static func file(_ ordinal: Int, of reference: TicketReference) -> String {
        "/tickets/\(reference)/files/\(ordinal)"
    }

    /// The queue with a query; `after` is a cursor, `exact` asks for a total without a limit.
    package static func queue(_ query: String, after cursor: Cursor? = nil, exact: Bool = false) -> String {
        var path = "/?q=" + percentEncoded(query)
        if let cursor { path += "&after=" + percentEncoded(cursor.description) }
        if exact { path += "&exact=1" }
        return path
    }

    /// Everything but the unreserved characters of RFC 3986 §2.3 as `%XX`.
    package static func percentEncoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        let hex = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
