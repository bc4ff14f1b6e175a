import Basics

/// The columns of the one-time and new-commerce reconciliation file, in the order in which Partner Center writes them
/// ("New commerce invoice reconciliation files"). Files may have them in any order, and others between them.
enum ReconciliationColumn: Int, CaseIterable {
    case partner, customer, customerName, customerDomain, customerCountry, invoice, mpn, resellerMPN, order, orderDate
    case product, sku, availability, skuName, productName, chargeType, unitPrice, quantity, subtotal, taxTotal, total
    case currency, priceAdjustment, publisherName, publisher, subscriptionDescription, subscription, chargeStart,
        chargeEnd
    case term, effectiveUnitPrice, unitType, alternateID, billableQuantity, billingFrequency, pricingCurrency
    case exchangeRate, exchangeRateDate, meter, reservationOrder, creditReason, subscriptionStart, subscriptionEnd
    case reference, productQualifiers, promotion

    /// As Partner Center writes it.
    var name: StaticString { Self.names[rawValue] }

    private static let names: [StaticString] = [
        "PartnerId", "CustomerId", "CustomerName", "CustomerDomainName", "CustomerCountry", "InvoiceNumber", "MpnId",
        "ResellerMpnId", "OrderId", "OrderDate", "ProductId", "SkuId", "AvailabilityId", "SkuName", "ProductName",
        "ChargeType", "UnitPrice", "Quantity", "Subtotal", "TaxTotal", "Total", "Currency",
        "PriceAdjustmentDescription", "PublisherName", "PublisherId", "SubscriptionDescription", "SubscriptionId",
        "ChargeStartDate", "ChargeEndDate", "TermAndBillingCycle", "EffectiveUnitPrice", "UnitType", "AlternateId",
        "BillableQuantity", "BillingFrequency", "PricingCurrency", "PCToBCExchangeRate", "PCToBCExchangeRateDate",
        "MeterDescription", "ReservationOrderId", "CreditReasonCode", "SubscriptionStartDate", "SubscriptionEndDate",
        "ReferenceID", "ProductQualifiers", "PromotionID",
    ]

    /// All of them as a header may name them. The legacy licence file calls three of the amounts otherwise.
    static let columns: [CSVHeader.Column] = allCases.map { column in
        CSVHeader.Column("\(column.name)", otherNames: column.otherNames, isNeeded: column.isNeeded)
    }

    private var otherNames: [String] {
        switch self {
        case .subtotal: ["Amount"]
        case .taxTotal: ["Tax"]
        case .total: ["TotalForCustomer"]
        case .partner, .customer, .customerName, .customerDomain, .customerCountry, .invoice, .mpn, .resellerMPN,
            .order, .orderDate, .product, .sku, .availability, .skuName, .productName, .chargeType, .unitPrice,
            .quantity, .currency, .priceAdjustment, .publisherName, .publisher, .subscriptionDescription,
            .subscription, .chargeStart, .chargeEnd, .term, .effectiveUnitPrice, .unitType, .alternateID,
            .billableQuantity, .billingFrequency, .pricingCurrency, .exchangeRate, .exchangeRateDate, .meter,
            .reservationOrder, .creditReason, .subscriptionStart, .subscriptionEnd, .reference, .productQualifiers,
            .promotion:
            []
        }
    }

    /// Without it a row can be neither matched nor imported.
    private var isNeeded: Bool {
        switch self {
        case .customer, .customerName, .customerDomain, .customerCountry, .invoice, .order, .orderDate, .product, .sku,
            .skuName, .productName, .chargeType, .unitPrice, .quantity, .subtotal, .taxTotal, .total, .currency,
            .subscription, .chargeStart, .chargeEnd, .term:
            true
        case .partner, .mpn, .resellerMPN, .availability, .priceAdjustment, .publisherName, .publisher,
            .subscriptionDescription, .effectiveUnitPrice, .unitType, .alternateID, .billableQuantity,
            .billingFrequency, .pricingCurrency, .exchangeRate, .exchangeRateDate, .meter, .reservationOrder,
            .creditReason, .subscriptionStart, .subscriptionEnd, .reference, .productQualifiers, .promotion:
            false
        }
    }
}
