package import Basics

/// A row of Microsoft's reconciliation file: something charged or credited on an invoice.
///
/// Amounts are minor units of ``currency`` and below zero for credits; ``total`` is always ``net`` + ``tax``.
package struct BilledRow: Hashable, Sendable {
    /// Where its record begins in the file, from 1.
    package let line: Int
    package let identity: RowIdentity
    /// The tenant.
    package let customer: GUID
    package let customerName: String
    package let customerDomain: String
    /// As it stands in the file, usually two letters.
    package let country: String
    /// Normal form where it has one of the shapes that ``PurchaseReference`` knows, otherwise as it stands in the file.
    package let orderID: String
    package let orderedOn: Day
    package let productID: String
    package let skuID: String
    /// Empty where the file has none.
    package let availabilityID: String
    package let skuName: String
    package let productName: String
    package let publisher: String
    /// Nil for what is not a subscription: the cell is blank or all zeros.
    package let subscription: GUID?
    package let charge: ChargeType
    package let unitPrice: UnitPrice
    /// After proration and discounts; below zero for credits.
    package let effectiveUnitPrice: UnitPrice?
    package let quantity: Int64
    package let net: Int64
    package let tax: Int64
    package let total: Int64
    package let currency: Currency
    /// The code of the currency in which the price list states the price.
    package let pricingCurrency: String?
    /// What the charge pays for; nil for perpetual software, whose dates are blank.
    package let period: ChargePeriod?
    /// TermAndBillingCycle as it stands in the file; empty for perpetual software.
    package let term: String
    package let alternateID: String?
    /// Links the rows of one event, as a credit and the charge that replaces it.
    package let referenceID: String?
    package let reservationOrderID: String?
    /// Filled for credits that support decided, not for refunds of a cancellation.
    package let creditReason: String?

    package init(
        line: Int,
        identity: RowIdentity,
        customer: GUID,
        customerName: String,
        customerDomain: String,
        country: String,
        orderID: String,
        orderedOn: Day,
        productID: String,
        skuID: String,
        availabilityID: String,
        skuName: String,
        productName: String,
        publisher: String,
        subscription: GUID?,
        charge: ChargeType,
        unitPrice: UnitPrice,
        effectiveUnitPrice: UnitPrice?,
        quantity: Int64,
        net: Int64,
        tax: Int64,
        total: Int64,
        currency: Currency,
        pricingCurrency: String?,
        period: ChargePeriod?,
        term: String,
        alternateID: String?,
        referenceID: String?,
        reservationOrderID: String?,
        creditReason: String?
    ) {
        self.line = line
        self.identity = identity
        self.customer = customer
        self.customerName = customerName
        self.customerDomain = customerDomain
        self.country = country
        self.orderID = orderID
        self.orderedOn = orderedOn
        self.productID = productID
        self.skuID = skuID
        self.availabilityID = availabilityID
        self.skuName = skuName
        self.productName = productName
        self.publisher = publisher
        self.subscription = subscription
        self.charge = charge
        self.unitPrice = unitPrice
        self.effectiveUnitPrice = effectiveUnitPrice
        self.quantity = quantity
        self.net = net
        self.tax = tax
        self.total = total
        self.currency = currency
        self.pricingCurrency = pricingCurrency
        self.period = period
        self.term = term
        self.alternateID = alternateID
        self.referenceID = referenceID
        self.reservationOrderID = reservationOrderID
        self.creditReason = creditReason
    }

    package var invoiceNumber: String { identity.invoice }

    /// The sign of the total decides, whatever the charge type is.
    package var isCredit: Bool { total < 0 }

    /// Gross.
    package var amount: Money { Money(minorUnits: total, currency) }
}

/// Which row it is, whatever file it comes in: a file read twice changes nothing.
package struct RowIdentity: Hashable, Sendable {
    package let invoice: String
    /// SHA-256 over the cells of the known columns, in the columns' canonical order, as ``Fields`` writes them.
    package let hash: Digest
    /// Rows of one file may be equal to the last character: 1 for the first of them, 2 for the second.
    package let occurrence: Int

    package init(invoice: String, hash: Digest, occurrence: Int) {
        self.invoice = invoice
        self.hash = hash
        self.occurrence = occurrence
    }
}
