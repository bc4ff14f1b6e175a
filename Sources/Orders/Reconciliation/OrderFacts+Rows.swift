import Basics

extension OrderFacts {
    /// The orders that the rows of a reconciliation file tell of, in the order in which the file first names them, and the
    /// rows that tell of none.
    package static func gathered(from rows: [BilledRow]) -> (orders: [OrderFacts], unused: [UnusedRecord]) {
        var gathering = Gathering()
        for row in rows { gathering.take(row) }
        return gathering.finish()
    }

    private struct Gathering {
        private struct Found {
            let id: Order.ID
            let customer: Customer
            let currency: Currency
            var alternateID: String?
            var placedOn: Day
            var lines: [LineFacts] = []
            var credits: [FoundCredit] = []
        }

        private var found: [Found] = []
        private var indexes: [Order.ID: Int] = [:]
        private var unused: [UnusedRecord] = []

        mutating func take(_ row: BilledRow) {
            do throws(Refused) { try place(row) } catch {
                unused.append(UnusedRecord(place: row.line, reason: error.reason))
            }
        }

        func finish() -> (orders: [OrderFacts], unused: [UnusedRecord]) {
            let orders = found.map { found in
                OrderFacts(
                    id: found.id,
                    alternateID: found.alternateID,
                    customer: found.customer,
                    placedAt: found.placedOn.start,
                    currency: found.currency,
                    // A file is in no order; lines are numbered by their day, then as the file lists them.
                    lines: found.lines.enumerated()
                        .sorted { ($0.element.orderedAt, $0.offset) < ($1.element.orderedAt, $1.offset) }
                        .map(\.element),
                    credits: found.credits
                )
            }
            return (orders, unused)
        }

        private struct Refused: Error {
            let reason: String
        }

        private mutating func place(_ row: BilledRow) throws(Refused) {
            let id: Order.ID
            let item: CatalogueItem
            let customer: Customer
            do throws(Fault) {
                id = try Order.ID(row.orderID)
                item = try row.item
            } catch { throw Refused(reason: "the order or its product \(error.sentence)") }
            do throws(Fault) { customer = try row.asCustomer } catch {
                throw Refused(reason: "the customer's data: \(error.sentence)")
            }
            guard row.total != 0 else { throw Refused(reason: "it charges nothing") }
            guard row.quantity > 0 else { throw Refused(reason: "the quantity \(row.quantity) is not above zero") }
            let index = indexes[id] ?? found.count
            if index == found.count {
                indexes[id] = index
                found.append(Found(id: id, customer: customer, currency: row.currency, placedOn: row.orderedOn))
            }
            guard found[index].customer.id == customer.id else {
                throw Refused(
                    reason: "order \(id) belongs to the customer \(found[index].customer.id) on an earlier line"
                )
            }
            guard found[index].currency == row.currency else {
                throw Refused(reason: "order \(id) is in \(found[index].currency) on an earlier line")
            }
            found[index].alternateID = found[index].alternateID ?? row.alternateID
            found[index].placedOn = min(found[index].placedOn, row.orderedOn)
            if row.isCredit {
                guard row.net <= 0, row.tax <= 0 else { throw Refused(reason: "net and tax have different signs") }
                found[index].credits.append(row.credit(item))
            } else {
                guard row.net >= 0, row.tax >= 0 else { throw Refused(reason: "net and tax have different signs") }
                found[index].lines.append(row.lineFacts(item, customer.market))
            }
        }
    }
}

extension BilledRow {
    /// Names this row wherever it comes in.
    package var key: String { identity.key }

    fileprivate var item: CatalogueItem {
        get throws(Fault) {
            CatalogueItem(
                product: try CatalogueItem.checked(id: productID),
                sku: try CatalogueItem.checked(id: skuID),
                availability: availabilityID.isEmpty ? nil : try CatalogueItem.checked(id: availabilityID),
                title: try Text.line(productName.isEmpty ? skuName : productName, limit: 500),
                skuTitle: try Text.line(skuName.isEmpty ? productName : skuName, limit: 500),
                publisher: publisher,
                kind: kind,
                term: billingTerm
            )
        }
    }

    /// The file does not say what kind of thing a row is about; its publisher, ids and term do.
    private var kind: ProductClass {
        let publisher = publisher.lowercased()
        if publisher.contains("suse") || publisher.contains("red hat") || publisher.contains("redhat") {
            return .linuxPlan
        }
        if reservationOrderID != nil || productID.hasPrefix("DZH") && productName.contains("Reserved") {
            return .azureReservation
        }
        guard productID.hasPrefix("DG7") else { return .onlineService }
        return period == nil ? .perpetualSoftware : .softwareSubscription
    }

    /// `TermAndBillingCycle` says it in words; the days of the charge say it exactly.
    private var billingTerm: Term {
        guard let period else { return .oneTime }
        let months = max(1, (period.days + 15) / 30)
        let years = (period.days + 182) / 365
        return years >= 1 ? .months(years * 12) : .months(months)
    }

    fileprivate var asCustomer: Customer {
        get throws(Fault) {
            Customer(
                id: Customer.ID(customer),
                domain: try DomainName(customerDomain),
                name: try Text.line(customerName, limit: 200),
                market: try Market(country),
                segment: .commercial,
                agreedOn: orderedOn,
                language: nil
            )
        }
    }

    fileprivate func lineFacts(_ item: CatalogueItem, _ market: Market) -> LineFacts {
        LineFacts(
            key: key,
            place: line,
            addsSeats: charge == .addQuantity,
            LineTerms(
                item: item,
                subscription: subscription,
                orderedAt: chargedOn.start,
                quantity: quantity,
                unitPrice: billedPrice,
                charge: LineAmounts(net: net, tax: tax, currency),
                treatment: TaxTreatment(in: market),
                period: period,
                reference: referenceID
            ),
            invoice: invoiceNumber,
            row: identity
        )
    }

    /// Seats that were added later have a window of their own, from the day on which their charge begins.
    private var chargedOn: Day {
        charge == .addQuantity ? max(orderedOn, period?.first ?? orderedOn) : orderedOn
    }

    /// What one unit was billed at. The effective price is in the pricing currency; elsewhere the subtotal tells, because it
    /// is a whole number of minor units for each unit (Partner Center, "Cancel and credit scenarios").
    private var billedPrice: UnitPrice {
        if let effectiveUnitPrice, pricingCurrency.map({ $0 == currency.code }) ?? true { return effectiveUnitPrice }
        return net % quantity == 0 ? UnitPrice(Money(minorUnits: net / quantity, currency)) : unitPrice
    }

    fileprivate func credit(_ item: CatalogueItem) -> FoundCredit {
        FoundCredit(
            place: line,
            product: item.product,
            sku: item.sku,
            subscription: subscription,
            amounts: LineAmounts(net: -net, tax: -tax, currency),
            endsLine: charge.endsLine,
            on: period?.first ?? orderedOn,
            reference: referenceID,
            row: identity
        )
    }
}

extension ChargeType {
    /// Whether a credit of this type comes with the end of what was bought.
    package var endsLine: Bool {
        switch self {
        case .cancelImmediate, .cancel, .oneTimeRefund, .cancelFee, .cancelInstanceProrate, .prorateWhenCancel: true
        case .new, .renew, .cycleCharge, .addQuantity, .removeQuantity, .convert, .moveQuantity, .changeBillingPlan,
            .customerCredit, .trialConversion, .activationFee, .cycleFee, .cycleInstanceProrate, .prorateWhenActivate,
            .prorateWhenConvertAway, .prorateWhenConvertTo, .prorateWhenPurchase, .prorateWhenRenew, .renewFee,
            .offsetLineItem:
            false
        }
    }
}

extension RowIdentity {
    /// One text that names the row.
    package var key: String { "row:\(invoice):\(hash):\(occurrence)" }
}
