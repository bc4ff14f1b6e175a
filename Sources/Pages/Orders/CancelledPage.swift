package import Basics
package import Casework
import Orders

/// The confirmation of a cancellation, and what happens next: seed, "Post-cancellation details".
package struct CancelledPage: Page {
    package static let template = "cancelled"
    package let frame: Frame
    package let heading: String
    package let order: String
    package let orderPath: String
    package let customer: String
    package let customerPath: String
    package let lines: [Line]
    package let total: String
    package let next: [String]
    package let canSeeCredits: Bool
    package let creditsPath: String

    package struct Line: Sendable {
        package let title: String
        package let quantity: String
        package let sentence: String
        package let credit: String
        package let due: String
    }

    /// Nil while nothing of the order is cancelled.
    package init?(_ view: OrderView, words: Words, frame: Frame, viewer: Person) {
        let order = view.order
        let ended = order.lines.filter { $0.cancellation != nil }
        guard !ended.isEmpty else { return nil }
        self.frame = frame
        heading = words(order.status == .cancelled ? "cancelled.heading" : "cancelled.partHeading")
        self.order = order.id.text
        orderPath = Paths.order(order.id)
        customer = view.customer.name
        customerPath = Paths.customer(view.customer.id)
        lines = ended.map { line in
            let credits = line.credits.filter { $0.kind == .cancellation }
            let amounts = credits.reduce(LineAmounts.zero(order.currency)) { $0 + $1.amounts }
            return Line(
                title: line.item.skuTitle,
                quantity: grouped(String(line.quantity)),
                sentence: line.cancellation.map {
                    words("verdict.alreadyCancelled", ["who": $0.byName, "at": words.absolute($0.at)])
                } ?? "",
                credit: words.amount(amounts.gross),
                due: credits.first.map {
                    words("credit.due", ["month": $0.due.description, "day": $0.visibleBy.description])
                } ?? ""
            )
        }
        let all = ended.flatMap(\.credits).filter { $0.kind == .cancellation }
        total = words.amount(all.reduce(LineAmounts.zero(order.currency)) { $0 + $1.amounts }.gross)
        next = CancelPage.important(words, view.rules)
        canSeeCredits = viewer.may(.seeInvoices)
        creditsPath = Paths.credits(.open)
    }
}
