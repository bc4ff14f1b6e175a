import SQL

/// The words that columns took when migration 3 was written, the most frequent first. Frozen with it: a later word comes by
/// a migration of its own.
enum OrderWords {
    static let languages: [SQLText] = ["en", "ko"]

    static let segments: [SQLText] = ["commercial", "education", "government", "nonprofit"]

    static let kinds: [SQLText] = [
        "softwareSubscription", "perpetualSoftware", "onlineService", "azureReservation", "linuxPlan",
    ]

    static let origins: [SQLText] = ["reconciliation", "sold", "document", "attested"]

    static let statuses: [SQLText] = ["completed", "cancelled"]

    static let treatments: [SQLText] = ["apart", "included"]

    static let movements: [SQLText] = ["purchase", "reserve", "credit", "settle", "void", "reverse"]

    static let accounts: [SQLText] = ["refundable", "paid", "reserved", "credited", "invoiced"]

    static let credits: [SQLText] = ["cancellation", "goodwill", "found"]

    static let bits: [SQLText] = ["64", "32"]

    static let acts: [SQLText] = [
        "orderRecorded", "keyShown", "linkTaken", "softwareDownloaded", "orderPlaced", "orderCancelled",
        "creditSettled", "seatsAdded",
    ]

    static let charges: [SQLText] = [
        "new", "cancelImmediate", "addQuantity", "customerCredit", "renew", "cycleCharge", "removeQuantity", "cancel",
        "convert", "moveQuantity", "changeBillingPlan", "oneTimeRefund", "trialConversion", "activationFee",
        "cancelFee", "cancelInstanceProrate", "cycleFee", "cycleInstanceProrate", "prorateWhenActivate",
        "prorateWhenCancel", "prorateWhenConvertAway", "prorateWhenConvertTo", "prorateWhenPurchase",
        "prorateWhenRenew", "renewFee", "offsetLineItem",
    ]
}
