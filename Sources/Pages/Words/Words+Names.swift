package import Basics
package import Casework
package import Orders
package import Tickets

// Names of the domain's choices. A test asks for every case in every language.
extension Words {
    package func name(_ status: TicketStatus) -> String { self("status.\(status.rawValue)") }
    /// What a button says.
    package func name(_ action: TicketAction) -> String { self("action.\(action.rawValue).name") }
    /// One line under the button.
    package func summary(_ action: TicketAction) -> String { self("action.\(action.rawValue).summary") }
    package func name(_ impact: Impact) -> String { self("impact.\(impact.rawValue)") }
    package func name(_ problem: ProblemType) -> String { self("problem.\(problem.rawValue)") }
    package func name(_ reason: RefundReason) -> String { self("reason.\(reason.rawValue)") }
    package func name(_ reason: DeclineReason) -> String { self("decline.\(reason.rawValue)") }
    package func name(_ kind: CreditKind) -> String { self("kind.\(kind.rawValue)") }
    package func name(_ part: TicketPart) -> String { self("part.\(part.rawValue)") }
    package func name(_ role: Role) -> String { self("role.\(role.rawValue)") }
    package func name(_ view: BuiltInView) -> String { self("view.\(view.rawValue)") }
    package func name(_ book: Book) -> String { self("book.\(book.rawValue).name") }
    package func summary(_ book: Book) -> String { self("book.\(book.rawValue).summary") }
    package func name(_ field: FactField) -> String { self("field.\(field.rawValue)") }
    package func name(_ flaw: Fault.DomainFlaw) -> String { self("domainFlaw.\(flaw.rawValue)") }
}
