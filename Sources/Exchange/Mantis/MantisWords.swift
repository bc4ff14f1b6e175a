/// MantisBT's picklists as a fresh installation has them. Their numbers are what counts: labels can be in any language.
enum MantisWords {
    private static let lists: [String: [(id: String, word: String)]] = [
        "priority": [
            ("10", "none"), ("20", "low"), ("30", "normal"), ("40", "high"), ("50", "urgent"), ("60", "immediate"),
        ],
        "severity": [
            ("10", "feature"), ("20", "trivial"), ("30", "text"), ("40", "tweak"), ("50", "minor"), ("60", "major"),
            ("70", "crash"), ("80", "block"),
        ],
        "reproducibility": [
            ("10", "always"), ("30", "sometimes"), ("50", "random"), ("70", "have not tried"),
            ("90", "unable to reproduce"), ("100", "N/A"),
        ],
        "status": [
            ("10", "new"), ("20", "feedback"), ("30", "acknowledged"), ("40", "confirmed"), ("50", "assigned"),
            ("80", "resolved"), ("90", "closed"),
        ],
        "resolution": [
            ("10", "open"), ("20", "fixed"), ("30", "reopened"), ("40", "unable to reproduce"), ("50", "not fixable"),
            ("60", "duplicate"), ("70", "no change required"), ("80", "suspended"), ("90", "won't fix"),
        ],
        "view_state": [("10", "public"), ("50", privateWord)],
    ]

    /// The number and the word for what only the desk's own people read there.
    static let privateID = "50"
    static let privateWord = "private"

    static func isList(_ field: String) -> Bool { lists[field] != nil }

    /// The word of a number; nil for one that a site added.
    static func word(_ id: String, of field: String) -> String? { lists[field]?.first { $0.id == id }?.word }

    /// The number of a word; nil for one that a site added.
    static func id(_ word: String, of field: String) -> String? { lists[field]?.first { $0.word == word }?.id }
}
