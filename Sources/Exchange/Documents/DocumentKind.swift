/// What a document of our own format is: facts from elsewhere, or our own record.
package enum DocumentKind: String, CaseIterable, Hashable, Sendable {
    /// Requests, customers and purchases of another system, which are judged like anything that a person files or records.
    case intake
    /// What Recoup exported, restored as it was when its chains verify.
    case archive

    /// The name that runs are kept under.
    package var format: String {
        switch self {
        case .intake: "recoup-intake"
        case .archive: "recoup-archive"
        }
    }

    /// The elements that its records are.
    package var recordNames: [String] {
        switch self {
        case .intake: ["request", "customer", "purchase"]
        case .archive: ["organisation", "person", "offer", "customer", "order", "invoice", "rows", "ticket"]
        }
    }
}
