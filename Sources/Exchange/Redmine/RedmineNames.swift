/// What Redmine knows by a number and people by a name: trackers, priorities, custom fields. A site's mapping says the
/// names; the numbers come from the server, or, for files, from the mapping's options.
package struct RedmineNames: Sendable {
    /// What a name is the name of.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case project, tracker, priority, status
        case customField = "cf"
    }

    private var numbers: [Kind: [String: String]] = [:]

    package init() {}

    /// The options of a mapping: `<option name="priority:Urgent" value="4"/>`, `<option name="cf:External ID" value="9"/>`.
    package init(_ options: [String: String]) {
        for (name, value) in options {
            let parts = name.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { continue }
            add(String(parts[1]), kind, number: value)
        }
    }

    package mutating func add(_ name: String, _ kind: Kind, number: String) {
        numbers[kind, default: [:]][name] = number
    }

    /// The number of a name; a number is its own. Nil for a name that nobody told.
    package func number(of name: String, _ kind: Kind) -> String? {
        if let number = numbers[kind]?[name] { return number }
        return Self.isNumber(name) ? name : nil
    }

    /// The names that are known, in order.
    package func names(_ kind: Kind) -> [String] { (numbers[kind] ?? [:]).keys.sorted() }

    package static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

/// What a field of a mapping is in Redmine. A custom field is called by its number, `cf_9`, or by its name,
/// `cf:External ID`.
package enum RedmineField: Hashable, Sendable {
    /// One that every issue has.
    case own
    /// Nil for a name whose number nobody told.
    case custom(number: String?)

    package init(_ name: String, in names: RedmineNames) {
        if name.hasPrefix("cf_") {
            let number = String(name.dropFirst(3))
            self = .custom(number: RedmineNames.isNumber(number) ? number : nil)
        } else if name.hasPrefix("cf:") {
            self = .custom(number: names.number(of: String(name.dropFirst(3)), .customField))
        } else {
            self = .own
        }
    }

    package static func name(ofNumber number: String) -> String { "cf_\(number)" }

    package static func name(ofTitle title: String) -> String { "cf:\(title)" }
}
