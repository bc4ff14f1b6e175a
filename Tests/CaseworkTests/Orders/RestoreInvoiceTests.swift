import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// What becomes of an archive's offers, invoices and rows that were read, in a database that is not empty.
struct RestoreInvoiceTests {
    private let sample: RestoreSample

    init() throws { sample = try RestoreSample() }

    @Test func `an offer is here as it was, or quarantined`() async throws {
        let fixture = try await sample.fixture()
        #expect(try await sample.restore(.offer(sample.offer), into: fixture) == (.unchanged, ""))
        let dearer = try SampleOrders.offer(price: "1177.00 USD")
        #expect(
            try await sample.restore(.offer(dearer), into: fixture)
                == (.quarantined, "the catalogue has another offer under the same ids, market, currency and segment")
        )
        let other = try SampleOrders.offer(availability: nil)
        #expect(try await sample.restore(.offer(other), into: fixture) == (.applied, ""))
        #expect(await sample.kept(fixture).offers.count == 2)
    }

    private func claim(_ number: Int64, of order: Order, net: Int64? = nil) -> InvoiceClaim {
        let line = InvoiceLine(
            position: 1,
            customer: order.customer,
            order: order.id,
            line: 0,
            charge: .new,
            title: "Windows Server",
            item: order.lines[0].item.id,
            quantity: 5,
            unitPrice: order.lines[0].unitPrice,
            amounts: order.lines[0].charge,
            at: order.placedAt,
            period: nil,
            credit: nil,
            reference: nil
        )
        let invoice = Invoice(
            number: Invoice.number(number),
            month: Month(of: order.placedAt.day),
            closedAt: order.placedAt,
            closedBy: SamplePeople.billing.id,
            lineCount: 1,
            total: net.map { LineAmounts(net: $0, tax: 0, order.currency) } ?? order.lines[0].charge
        )
        return InvoiceClaim(invoice: invoice, lines: [line])
    }

    @Test func `an invoice is here as it was, or quarantined, and numbers go on behind it`() async throws {
        let order = try sample.order()
        let fixture = try await sample.fixture([order])
        let invoice = claim(7, of: order)
        #expect(try await sample.restore(.invoice(claim(7, of: order, net: 1)), into: fixture).0 == .quarantined)
        #expect(
            try await sample.restore(.invoice(claim(7, of: sample.order(2))), into: fixture)
                == (.quarantined, "its line 1 is of order \(sample.order(2).id), which is not here")
        )
        #expect(try await sample.restore(.invoice(invoice), into: fixture) == (.applied, ""))
        #expect(try await sample.restore(.invoice(invoice), into: fixture) == (.unchanged, ""))
        #expect(
            try await sample.restore(.invoice(claim(8, of: order)), into: fixture)
                == (.quarantined, "the invoice of 2026-11 in USD is G000000007 here")
        )
        let other = InvoiceClaim(
            invoice: Invoice(
                number: "G000000007",
                month: invoice.invoice.month,
                closedAt: SampleClock.start.adding(milliseconds: 1),
                closedBy: SamplePeople.billing.id,
                lineCount: 1,
                total: invoice.invoice.total
            ),
            lines: invoice.lines
        )
        #expect(
            try await sample.restore(.invoice(other), into: fixture)
                == (.quarantined, "invoice G000000007 is here with other data; a closed invoice never changes")
        )
        #expect(await sample.kept(fixture).nextInvoice == 8)
        #expect(await sample.kept(fixture).invoices.count == 1)
    }

    @Test func `an order and its invoice come in together, in one batch`() async throws {
        let order = try sample.order()
        let fixture = try await sample.fixture()
        let (run, _) = try await fixture.restore([.order(OrderClaim(order)), .invoice(claim(1, of: order))])
        #expect(run.counts == IntakeCounts(applied: 2))
    }

    @Test func `rows that were read are added, and known ones change nothing`() async throws {
        let fixture = try await sample.fixture()
        let rows = (1...3).map { number in
            ReadRow(
                identity: RowIdentity(invoice: "G1", hash: Digest.of("row"), occurrence: number),
                credit: nil,
                gross: -5,
                line: number,
                readAt: SampleClock.start
            )
        }
        #expect(try await sample.restore(.rows(Array(rows.prefix(2))), into: fixture) == (.applied, ""))
        #expect(try await sample.restore(.rows(Array(rows.prefix(2))), into: fixture) == (.unchanged, ""))
        #expect(try await sample.restore(.rows(rows), into: fixture) == (.applied, ""))
        #expect(await Set(sample.kept(fixture).readRows.values) == Set(rows))
    }
}
