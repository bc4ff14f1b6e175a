/// What another system says of its own status and history. It decides nothing here, so it becomes one internal note.
enum QuotedNote {
    /// Nil when there is nothing to quote.
    static func text(status: String?, history: String?) -> String? {
        var parts: [String] = []
        if let status { parts.append("Status there: \(status)") }
        if let history { parts.append("History there:\n\(history)") }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }
}
