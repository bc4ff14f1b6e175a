/// The platform works a priority out of impact and urgency by a rule that no import runs.
enum UnloadPriority {
    /// From 1 to 5; nil when one of them is no number from 1 to 3.
    static func of(impact: String, urgency: String) -> String? {
        guard let impact = Int(impact), let urgency = Int(urgency), (1...3).contains(impact), (1...3).contains(urgency)
        else { return nil }
        return String(impact + urgency - 1)
    }
}
