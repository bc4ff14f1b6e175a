import Basics
import Orders
import Testing

@Suite struct ChargeTypeTests {
    static let words: [(String, ChargeType, ChargeType.Direction)] = [
        ("new", .new, .charge), ("renew", .renew, .charge), ("cycleCharge", .cycleCharge, .charge),
        ("addQuantity", .addQuantity, .either), ("removeQuantity", .removeQuantity, .either),
        ("cancelImmediate", .cancelImmediate, .credit), ("cancel", .cancel, .credit), ("convert", .convert, .either),
        ("moveQuantity", .moveQuantity, .either), ("changeBillingPlan", .changeBillingPlan, .either),
        ("customerCredit", .customerCredit, .credit), ("One Time Refund", .oneTimeRefund, .credit),
        ("trialConversion", .trialConversion, .either), ("Activation fee", .activationFee, .charge),
        ("Cancel fee", .cancelFee, .credit), ("Cancel instance prorate", .cancelInstanceProrate, .credit),
        ("Cycle fee", .cycleFee, .charge), ("Cycle instance prorate", .cycleInstanceProrate, .charge),
        ("Prorate fees when activate", .prorateWhenActivate, .charge),
        ("Prorate fees when cancel", .prorateWhenCancel, .credit),
        ("Prorate fees when convert away from current offering", .prorateWhenConvertAway, .either),
        ("Prorate fees when convert to a new offering", .prorateWhenConvertTo, .either),
        ("Prorate fees when purchase", .prorateWhenPurchase, .charge),
        ("Prorate fee when renew", .prorateWhenRenew, .charge), ("Renew fee", .renewFee, .charge),
        ("Offset a line item", .offsetLineItem, .credit),
    ]

    @Test(arguments: words)
    func `every word of both vocabularies is read and written`(
        word: String,
        type: ChargeType,
        direction: ChargeType.Direction
    ) throws {
        #expect(try ChargeType(word) == type)
        #expect(type.word == word)
        #expect(type.direction == direction)
        #expect(try ChargeType(word.uppercased()) == type)
        #expect(try ChargeType(" " + word.split(separator: " ").joined() + "\t") == type)
    }

    @Test func `the list above is complete`() {
        #expect(Self.words.map(\.1).count == ChargeType.allCases.count)
        #expect(Set(Self.words.map(\.1)) == Set(ChargeType.allCases))
    }

    @Test func `the words of the API and shortened ones are read`() throws {
        #expect(try ChargeType("Purchase") == .new)
        #expect(try ChargeType("Refund") == .cancel)
        #expect(try ChargeType("Prorate fees when convert to") == .prorateWhenConvertTo)
        #expect(try ChargeType("Prorate fees when convert away") == .prorateWhenConvertAway)
        #expect(try ChargeType("Prorate fees when renew") == .prorateWhenRenew)
    }

    @Test func `an unknown word is refused with the known ones`() {
        #expect(
            throws: Fault.unknownChoice(
                "discount",
                known: [
                    "new", "renew", "cycleCharge", "addQuantity", "removeQuantity", "cancelImmediate", "cancel",
                    "convert",
                    "moveQuantity", "changeBillingPlan", "customerCredit",
                ]
            )
        ) { try ChargeType("discount") }
    }

    @Test func `a sign that the charge type does not expect is noticed`() {
        #expect(ChargeType.new.expects(total: 1))
        #expect(!ChargeType.new.expects(total: -1))
        #expect(ChargeType.cancelImmediate.expects(total: -1))
        #expect(!ChargeType.cancelImmediate.expects(total: 1))
        #expect(ChargeType.addQuantity.expects(total: -1))
        #expect(ChargeType.addQuantity.expects(total: 1))
        #expect(ChargeType.allCases.allSatisfy { $0.expects(total: 0) })
    }
}
