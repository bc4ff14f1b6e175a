import Casework

extension Notice.Kind {
    /// What every ticket that was filed knows.
    static let common: [Placeholder] = [
        .number, .title, .tenant, .purchase, .requested, .contact, .reason, .status,
    ]

    /// What a subject may say: what has one line.
    static let headPlaceholders: [Placeholder] = [.number, .title, .tenant, .purchase, .requested, .status]

    /// What a mail of the kind always knows, so that a text that says no more never fails.
    var placeholders: [Placeholder] {
        switch self {
        case .asked: Self.common + [.question, .agent, .due]
        case .noted: Self.common + [.note, .agent]
        case .approved: Self.common + [.amount, .decision]
        case .declined: Self.common + [.decision, .reopenDays]
        case .credited, .disputed: Self.common + [.amount, .reference]
        case .settled: Self.common + [.amount, .reference, .invoice]
        }
    }
}
