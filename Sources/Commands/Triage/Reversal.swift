import Basics
import Casework
import Tickets

/// What takes a deed back.
enum Reversal: Hashable {
    case command(TicketCommand)
    /// Nothing does; the sentence says what else could be done.
    case impossible(String)
}

extension Reversal {
    /// What takes back a command that changed a ticket from `before` to `after`, for this person.
    init(of command: TicketCommand, from before: Ticket, to after: Ticket, by person: Person) {
        do throws(BulkRefusal) {
            let way = try before.inverse(
                of: command,
                to: after.status,
                saying: "taken back at once",
                by: person
            )
            self = .command(way)
        } catch { self = .impossible(error.sentence) }
    }
}
