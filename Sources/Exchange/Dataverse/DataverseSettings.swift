import Basics

/// What a mapping says to this container alone, beside the names of columns.
struct DataverseSettings {
    /// The words that subjects of our notes begin with.
    let publicNote: String
    let internalNote: String
    let descriptionNote: String
    /// Whom a case of ours belongs to there; nil for its contact.
    let customer: DataverseReference?
    /// UTF-16 units that a description holds there.
    let descriptionLimit: Int
    /// The largest file that goes into a note.
    let fileLimit: Int64
    let date: DataverseDate
    private let types: [String: DataverseType]
    /// The tables that columns of the type entityreference lead to.
    private let targets: [String: String]

    private static let typePrefix = "type:"
    /// In base64 below the 10 MB of an attribute that libxml2 reads: what is written has to come back.
    private static let standardFileLimit: Int64 = 7_000_000

    /// Throws ``DocumentFault/foreign(_:)`` for an option that cannot be used.
    init(_ mapping: Mapping) throws(DocumentFault) {
        publicNote = mapping.option("note.public") ?? "Recoup public"
        internalNote = mapping.option("note.internal") ?? "Recoup internal"
        descriptionNote = mapping.option("note.description") ?? "Recoup description"
        customer = try mapping.option("customer").map { text throws(DocumentFault) in
            guard let reference = DataverseReference(text) else {
                throw Self.fault("customer", text, "account:GUID or contact:GUID")
            }
            return reference
        }
        descriptionLimit = try Self.number(mapping, "description.limit", in: 200...1_048_576) ?? 2_000
        fileLimit =
            try Self.number(mapping, "file.limit", in: 1...7_400_000).map { Int64($0) } ?? Self.standardFileLimit
        let zone = mapping.option("zone") ?? "Z"
        guard let date = DataverseDate(zone: zone) else { throw Self.fault("zone", zone, "Z or +09:00") }
        self.date = date
        var types: [String: DataverseType] = [:]
        var targets: [String: String] = [:]
        for (name, value) in mapping.options where name.hasPrefix(Self.typePrefix) {
            let parts = value.split(separator: ":", maxSplits: 1)
            guard let type = parts.first.flatMap({ DataverseType(rawValue: String($0)) }) else {
                throw Self.fault(name, value, DataverseType.allCases.map(\.rawValue).joined(separator: ", "))
            }
            let column = String(name.dropFirst(Self.typePrefix.count))
            types[column] = type
            if parts.count == 2 { targets[column] = String(parts[1]) }
        }
        self.types = types
        self.targets = targets
    }

    /// What a column of a case holds: as the mapping says, or as it is everywhere.
    func type(of column: String, in mapping: Mapping) -> DataverseType {
        if let type = types[column] { return type }
        switch column {
        case "statecode": return .state
        case "statuscode": return .status
        case "prioritycode", "severitycode", "casetypecode", "caseorigincode": return .optionsetvalue
        case "transactioncurrencyid", "primarycontactid", "customerid": return .entityreference
        case "overriddencreatedon": return .datetime
        default: break
        }
        switch mapping.fields.first(where: { $0.theirs == column })?.ours {
        case .amount: return .decimal
        case .created, .updated: return .datetime
        case .problem, .impact, .title, .tenant, .order, .subscription, .purchase, .reason, .explanation, .currency,
            .contactName, .contactEmail, .contactPhone, .id, .number, .status, .description, nil:
            return .string
        }
    }

    /// The table that a lookup leads to.
    func target(of column: String) -> String? {
        if let target = targets[column] { return target }
        switch column {
        case "transactioncurrencyid": return "transactioncurrency"
        case "primarycontactid": return "contact"
        case "customerid": return "account|contact"
        default: return nil
        }
    }

    private static func number(
        _ mapping: Mapping,
        _ name: String,
        in range: ClosedRange<Int>
    ) throws(DocumentFault) -> Int? {
        guard let text = mapping.option(name) else { return nil }
        guard let number = Int(text), range ~= number else {
            throw fault(name, text, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func fault(_ name: String, _ value: String, _ known: String) -> DocumentFault {
        .foreign("the mapping's option '\(name)' is '\(value)'; write \(known)")
    }
}

/// A record of another table.
struct DataverseReference: Hashable, Sendable {
    let entity: String
    let id: GUID

    init(entity: String, id: GUID) {
        self.entity = entity
        self.id = id
    }

    /// `account:5b3e9c1e-…`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let id = try? GUID(parts[1]) else { return nil }
        self.init(entity: String(parts[0]), id: id)
    }
}
