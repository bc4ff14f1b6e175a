package import Basics

/// What a row of a reconciliation file stands for, in the words of the new-commerce file and of the legacy licence file
/// (Partner Center, "Charge types in reconciliation files").
package enum ChargeType: String, CaseIterable, Hashable, Sendable {
    // New commerce.
    case new, renew, cycleCharge, addQuantity, removeQuantity, cancelImmediate, cancel, convert, moveQuantity
    case changeBillingPlan, customerCredit
    // Met in real files without standing in the documentation (distributors' lists of charge types).
    case oneTimeRefund, trialConversion

    // Legacy licences.
    case activationFee, cancelFee, cancelInstanceProrate, cycleFee, cycleInstanceProrate, prorateWhenActivate
    case prorateWhenCancel, prorateWhenConvertAway, prorateWhenConvertTo, prorateWhenPurchase, prorateWhenRenew,
        renewFee
    /// A credit that refunds a line or a part of it, taxes included.
    case offsetLineItem

    /// Which way money goes.
    package enum Direction: String, CaseIterable, Hashable, Sendable {
        case charge, credit
        /// Only the sign of the total tells: such events come in pairs, one row that takes back and one that charges
        /// anew.
        case either
    }

    /// Reads a file's word for it, in any case and whatever blanks are in it: `cancelImmediate`, `Cycle fee`, and, as
    /// the API maps them, `Purchase` and `Refund`. Throws ``Fault/unknownChoice(_:known:)`` with the new-commerce
    /// words.
    package init(_ text: String) throws(Fault) {
        guard let known = Self.byKey[Self.key(text)] else {
            throw .unknownChoice(text, known: Self.newCommerce.map(\.rawValue))
        }
        self = known
    }

    /// As the file writes it: `cancelImmediate`, `Cycle fee`.
    package var word: String {
        switch self {
        case .new, .renew, .cycleCharge, .addQuantity, .removeQuantity, .cancelImmediate, .cancel, .convert,
            .moveQuantity, .changeBillingPlan, .customerCredit, .trialConversion:
            rawValue
        case .oneTimeRefund: "One Time Refund"
        case .activationFee: "Activation fee"
        case .cancelFee: "Cancel fee"
        case .cancelInstanceProrate: "Cancel instance prorate"
        case .cycleFee: "Cycle fee"
        case .cycleInstanceProrate: "Cycle instance prorate"
        case .prorateWhenActivate: "Prorate fees when activate"
        case .prorateWhenCancel: "Prorate fees when cancel"
        case .prorateWhenConvertAway: "Prorate fees when convert away from current offering"
        case .prorateWhenConvertTo: "Prorate fees when convert to a new offering"
        case .prorateWhenPurchase: "Prorate fees when purchase"
        case .prorateWhenRenew: "Prorate fee when renew"
        case .renewFee: "Renew fee"
        case .offsetLineItem: "Offset a line item"
        }
    }

    /// What the charge type alone says. Read it together with the sign of the total: a row with a total below zero is a
    /// credit whatever it is called.
    package var direction: Direction {
        switch self {
        case .new, .renew, .cycleCharge, .activationFee, .cycleFee, .cycleInstanceProrate, .prorateWhenActivate,
            .prorateWhenPurchase, .prorateWhenRenew, .renewFee:
            .charge
        case .cancelImmediate, .cancel, .customerCredit, .oneTimeRefund, .cancelFee, .cancelInstanceProrate,
            .prorateWhenCancel, .offsetLineItem:
            .credit
        case .addQuantity, .removeQuantity, .convert, .moveQuantity, .changeBillingPlan, .trialConversion,
            .prorateWhenConvertAway, .prorateWhenConvertTo:
            .either
        }
    }

    /// Whether a total of that sign is what the charge type lets expect; a total of zero always is.
    package func expects(total: Int64) -> Bool {
        switch direction {
        case .charge: total >= 0
        case .credit: total <= 0
        case .either: true
        }
    }

    private static let newCommerce: [ChargeType] = [
        .new, .renew, .cycleCharge, .addQuantity, .removeQuantity, .cancelImmediate, .cancel, .convert, .moveQuantity,
        .changeBillingPlan, .customerCredit,
    ]

    private static let byKey: [String: ChargeType] = {
        var table = Dictionary(uniqueKeysWithValues: allCases.map { (key($0.word), $0) })
        table["purchase"] = .new
        table["refund"] = .cancel
        // Shortened in some files and documents, and once in the plural where the documentation has the singular.
        table["proratefeeswhenconvertaway"] = .prorateWhenConvertAway
        table["proratefeeswhenconvertto"] = .prorateWhenConvertTo
        table["proratefeeswhenrenew"] = .prorateWhenRenew
        return table
    }()

    /// Lower case without blanks.
    private static func key(_ text: String) -> String {
        var key = text.lowercased()
        key.unicodeScalars.removeAll { $0 == " " || $0 == "\t" || $0 == "\u{a0}" }
        return key
    }
}
