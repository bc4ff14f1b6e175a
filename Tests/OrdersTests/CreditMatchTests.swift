import Basics
import Orders
import Testing

@Suite struct CreditMatchTests {
    private func row(
        _ line: Int,
        _ gross: Int64,
        order: String = "0123456789ab",
        sku: String = "0003",
        currency: String = "USD",
        reference: String? = nil
    ) throws -> CreditRow {
        CreditRow(
            identity: RowIdentity(invoice: "G000000001", hash: Digest.of("\(line)"), occurrence: 1),
            line: line,
            order: order,
            product: "DG7GMGF0FKZV",
            sku: sku,
            currency: try Currency(currency),
            reference: reference,
            gross: gross
        )
    }

    private func credit(_ key: String, _ gross: Int64, reference: String? = nil, shown: Int64 = 0) throws
        -> PostedCredit
    {
        PostedCredit(
            credit: LineCredit(
                key: key,
                kind: .cancellation,
                amounts: LineAmounts(net: gross, tax: 0, try Currency("USD")),
                at: try Instant("2026-06-10T00:00:00Z"),
                by: OrderSample.person.id,
                reference: reference,
                shown: shown
            ),
            order: try Order.ID("0123456789ab"),
            line: 0,
            customer: try OrderSample.customer().id,
            product: "DG7GMGF0FKZV",
            sku: "0003",
            title: "Windows Server"
        )
    }

    private func pairs(_ match: CreditMatch) -> [String] {
        match.pairs.map { "\($0.row.line)=\($0.credit.credit.key)" }
    }

    @Test func `reference and amount come first, then reference, then amount, then the order of the file`() throws {
        let credits = [
            try credit("a", 100), try credit("b", 100, reference: "X"), try credit("c", 200, reference: "Y"),
            try credit("d", 300),
        ]
        let rows = [
            try row(1, 250), try row(2, 100), try row(3, 150, reference: "Y"), try row(4, 100, reference: "X"),
        ]
        #expect(pairs(CreditMatch(rows, with: credits)) == ["1=d", "2=a", "3=c", "4=b"])
        #expect(pairs(CreditMatch(rows.reversed(), with: credits.reversed())) == ["1=d", "2=a", "3=c", "4=b"])
    }

    @Test func `a row above what is counted shows no credit, nor does one that would bring it there`() throws {
        let largest = LineAmounts.largest
        let credits = [try credit("a", 100, shown: 1)]
        #expect(pairs(CreditMatch([try row(1, largest - 1)], with: credits)) == ["1=a"])
        for gross in [largest, largest + 1, .max] {
            let match = CreditMatch([try row(1, gross)], with: credits)
            #expect(match.pairs.isEmpty)
            #expect(match.unknown.map(\.line) == [1])
            #expect(match.unseen == credits)
        }
    }

    @Test func `order, product, SKU and currency must be the same`() throws {
        let rows = [
            try row(1, 100, order: "ba9876543210"), try row(2, 100, sku: "0004"), try row(3, 100, currency: "EUR"),
        ]
        let match = CreditMatch(rows, with: [try credit("a", 100)])
        #expect(match.pairs.isEmpty)
        #expect(match.unknown.map(\.line) == [1, 2, 3])
        #expect(match.unseen.map(\.credit.key) == ["a"])
    }

    @Test func `one row shows one credit`() throws {
        let match = CreditMatch(
            [try row(1, 100), try row(2, 100), try row(3, 100)],
            with: [try credit("a", 100), try credit("b", 100)]
        )
        #expect(match.pairs.count == 2)
        #expect(Set(match.pairs.map(\.credit.credit.key)) == ["a", "b"])
        #expect(match.unknown.map(\.line) == [3])
    }

    @Test func `a credit that was shown in part is matched by what is left of it`() throws {
        let match = CreditMatch(
            [try row(1, 100), try row(2, 30)],
            with: [try credit("a", 100, shown: 70), try credit("b", 100)]
        )
        #expect(pairs(match) == ["1=b", "2=a"])
    }
}
