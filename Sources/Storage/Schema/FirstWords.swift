import SQL

/// The words that columns took when migration 1 was written, the most frequent first. Frozen with it: a later word comes by
/// a migration of its own.
enum FirstWords {
    static let statuses: [SQLText] = [
        "submitted", "underReview", "draft", "discarded", "awaitingInformation", "escalated", "approved",
        "creditPending", "disputed", "settled", "declined", "withdrawn", "closed",
    ]

    static let actions: [SQLText] = [
        "file", "note", "draft", "submit", "discard", "take", "withdraw", "ask", "escalate", "release", "decline",
        "approve", "reply", "lapse", "answer", "credit", "revoke", "settle", "dispute", "reverse", "correct", "close",
        "reopen",
        "edit", "attach", "give",
    ]

    static let origins: [SQLText] = ["import", "web", "api", "cli", "system"]

    static let reasons: [SQLText] = [
        "serviceOutage", "technical", "accidental", "misinformation", "duplicate", "billingError", "other",
    ]

    static let roles: [SQLText] = [
        "globalAdmin", "adminAgent", "salesAgent", "helpdeskAgent", "billingAdmin", "userManagementAdmin",
        "accountAdmin",
        "referralAdmin", "marketingContentAdmin", "partnerAdmin", "user", "customerGlobalAdmin", "agent", "approver",
        "billing",
        "auditor", "administrator", "system",
    ]
}
