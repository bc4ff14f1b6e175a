import Basics
import Casework
import Orders

/// What stands on top of each page of one customer: who it is, what can be done, and the tabs.
package struct CustomerHead: Sendable {
    package let name: String
    package let tenant: String
    package let domain: String
    package let market: String
    package let segment: String
    package let hasAgreed: Bool
    package let agreement: String
    package let canBuy: Bool
    package let buyPath: String
    package let canEdit: Bool
    package let editPath: String
    package let softwarePath: String
    package let isSoftware: Bool
    package let canSeeOrders: Bool
    package let ordersPath: String
    package let isHistory: Bool

    enum Tab {
        case software, history
    }

    init(_ customer: Customer, _ tab: Tab, _ words: Words, viewer: Person) {
        name = customer.name
        tenant = customer.id.description
        domain = customer.domain.text
        market = "\(customer.market.name) (\(customer.market.code))"
        segment = words.name(customer.segment)
        hasAgreed = customer.agreedOn != nil
        agreement =
            customer.agreedOn.map { words("customer.agreed", ["day": $0.description]) } ?? words("customer.notAgreed")
        canBuy = viewer.may(.buyProducts)
        buyPath = Paths.buy(for: customer.id)
        canEdit = viewer.may(.recordOrders)
        editPath = Paths.edit(customer.id)
        softwarePath = Paths.customer(customer.id)
        isSoftware = tab == .software
        canSeeOrders = viewer.may(.seeOrders)
        ordersPath = Paths.orders(of: customer.id)
        isHistory = tab == .history
    }
}
