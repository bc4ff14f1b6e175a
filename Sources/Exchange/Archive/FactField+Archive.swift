import Tickets

extension FactField {
    /// The element that holds the field in an archive's `<facts>`.
    var archiveName: String {
        switch self {
        case .contactName: "contactName"
        case .contactEmail: "contactEmail"
        case .contactPhone: "contactPhone"
        case .problem, .impact, .title, .tenant, .purchase, .reason, .explanation, .amount, .currency: rawValue
        }
    }

    init?(archived name: String) {
        guard let field = Self.allCases.first(where: { $0.archiveName == name }) else { return nil }
        self = field
    }
}
