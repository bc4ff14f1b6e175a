import Basics

/// The three ways in which versions of Redmine write a time; each names its zone.
enum RedmineDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `2026-11-23T02:42:32Z`, `2015-02-16 04:10:09 UTC` or `Thu Dec 03 15:02:12 +0100 2009`; nil for anything else.
    static func instant(_ text: String) -> Instant? {
        let text = text.trimmed
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return text.contains("T") ? exchanged(text) : nil
        case 3: return exchanged("\(parts[0])T\(parts[1])\(parts[2] == "UTC" ? "Z" : parts[2])")
        case 6:
            guard let month = months.firstIndex(where: { $0 == parts[1] }) else { return nil }
            let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
            let zone = parts[4] == "UTC" ? "Z" : parts[4]
            return exchanged("\(parts[5])-\(number)-\(parts[2])T\(parts[3])\(zone)")
        default: return nil
        }
    }

    private static func exchanged(_ text: String) -> Instant? { try? Instant(exchanged: text) }
}
