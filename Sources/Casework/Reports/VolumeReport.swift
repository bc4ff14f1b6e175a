import Basics
package import Tickets

/// What tickets are counted by in a report.
package enum VolumeGrouping: String, CaseIterable, Hashable, Sendable {
    case status, reason, product, age, impact, tenant

    var column: VolumeColumn {
        switch self {
        case .status: .status
        case .reason: .reason
        case .product: .purchase
        case .age: .age
        case .impact: .impact
        case .tenant: .tenant
        }
    }
}

/// How many tickets there are.
package struct Volume: Hashable, Sendable {
    package private(set) var tickets: Int
    /// Of them, those that somebody still has to act on; a merged request is none of them.
    package private(set) var open: Int

    package init(tickets: Int = 0, open: Int = 0) {
        self.tickets = tickets
        self.open = open
    }

    mutating func add(_ other: Volume) {
        tickets += other.tickets
        open += other.open
    }
}

/// Tickets of what a query finds, by one of their properties.
package struct VolumeReport: Hashable, Sendable {
    /// What the tickets of one row have in common.
    package enum Key: Hashable, Sendable {
        case status(TicketStatus)
        /// Goes on in another.
        case merged
        case reason(RefundReason)
        case impact(Impact)
        case age(AgeClass)
        /// As the requests name it.
        case tenant(String)
        /// The title of what was bought.
        case product(String)
        case notInBooks
        /// A draft that does not say it yet.
        case unsaid

        /// What reports write for it.
        package var text: String {
            switch self {
            case .status(let status): status.rawValue
            case .merged: VolumeColumn.merged
            case .reason(let reason): reason.rawValue
            case .impact(let impact): impact.rawValue
            case .age(let age): age.rawValue
            case .tenant(let tenant): tenant
            case .product(let title): title
            case .notInBooks: "(not in the books)"
            case .unsaid: "(not said)"
            }
        }
    }

    package struct Row: Hashable, Sendable {
        package let key: Key
        package let volume: Volume
    }

    package let grouping: VolumeGrouping
    /// In the order in which the program lists statuses, reasons, impacts and ages; products and tenants with the most
    /// tickets first. None is empty.
    package let rows: [Row]
    /// Every ticket once. The rows add up to it, but for products: a request for an order of several products counts for
    /// each of them.
    package let total: Volume

    init(_ grouping: VolumeGrouping, _ rows: [Row], total: Volume) {
        self.grouping = grouping
        self.total = total
        self.rows = rows.sorted { left, right in
            if left.key.rank != right.key.rank { return left.key.rank < right.key.rank }
            if left.key.hasRank { return false }
            if left.volume.tickets != right.volume.tickets { return left.volume.tickets > right.volume.tickets }
            return left.key.text.utf8.lexicographicallyPrecedes(right.key.text.utf8)
        }
    }
}

extension VolumeReport.Key {
    /// What a column says, as the row that it belongs to. Throws ``StoreError/corrupt(_:)`` for a word of no version.
    init(_ value: String?, in grouping: VolumeGrouping) throws {
        guard let value else {
            self = .unsaid
            return
        }
        func word<Word: RawRepresentable<String>>() throws -> Word {
            guard let word = Word(rawValue: value) else {
                throw StoreError.corrupt("'\(value)' is no \(grouping.rawValue) that this program knows")
            }
            return word
        }
        switch grouping {
        case .status: self = value == VolumeColumn.merged ? .merged : .status(try word())
        case .reason: self = .reason(try word())
        case .impact: self = .impact(try word())
        case .age: self = .age(try word())
        case .tenant: self = .tenant(value)
        case .product: self = .product(value)
        }
    }

    /// Its place among keys that have one of their own.
    fileprivate var rank: Int {
        switch self {
        case .status(let status): Self.place(status)
        case .reason(let reason): Self.place(reason)
        case .impact(let impact): Self.place(impact)
        case .age(let age): Self.place(age)
        case .tenant, .product, .notInBooks: 0
        case .merged, .unsaid: .max
        }
    }

    fileprivate var hasRank: Bool {
        switch self {
        case .status, .reason, .impact, .age, .merged, .unsaid: true
        case .tenant, .product, .notInBooks: false
        }
    }

    private static func place<Word: CaseIterable & Equatable>(_ word: Word) -> Int {
        Array(Word.allCases).firstIndex(of: word) ?? .max
    }
}
