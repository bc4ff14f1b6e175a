/// What a column holds, in the words of a package's schema.
enum DataverseType: String, CaseIterable, Hashable, Sendable {
    case string, memo, number, bigint, decimal, money, float, bool, datetime, guid, optionsetvalue, state, status
    case entityreference, owner

    /// Whether its numbers have ten decimals in a package.
    var hasTenDecimals: Bool {
        switch self {
        case .decimal, .money: true
        case .string, .memo, .number, .bigint, .float, .bool, .datetime, .guid, .optionsetvalue, .state, .status,
            .entityreference, .owner:
            false
        }
    }
}

/// Numbers with ten decimals and without.
enum DataverseNumber {
    private static let decimals = 10

    /// `1250.5000000000` as `1250.5`; what is no such number stays.
    static func shortest(_ text: String) -> String {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == decimals, isDigits(parts[1]), isWhole(parts[0]) else {
            return text
        }
        var fraction = parts[1]
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? String(parts[0]) : "\(parts[0]).\(fraction)"
    }

    /// `1250.5` as `1250.5000000000`; what is no number, or a longer one, stays.
    static func padded(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, isWhole(whole) else { return text }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || !fraction.isEmpty, isDigits(fraction), fraction.utf8.count <= decimals else {
            return text
        }
        return "\(whole).\(fraction)" + String(repeating: "0", count: decimals - fraction.utf8.count)
    }

    private static func isWhole(_ text: Substring) -> Bool {
        let digits = text.first == "-" ? text.dropFirst() : text
        return !digits.isEmpty && isDigits(digits)
    }

    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
