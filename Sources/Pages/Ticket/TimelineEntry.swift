import Basics
import Casework
import Tickets

/// One thing that happened: a sentence, and the words that somebody wrote with it.
package struct TimelineEntry: Sendable {
    package let version: String
    package let sentence: String
    package let at: Moment
    package let hasText: Bool
    package let text: String
    package let isMessage: Bool
    package let isInternal: Bool
    package let details: [String]

    init(_ event: Event, in view: TicketView, _ words: Words, now: Instant) {
        let who = view.names[event.by] ?? event.byName
        let fields = try? FieldReader(event.detail)
        let outside = fields?["author"]
        version = String(event.version)
        sentence =
            outside.map { words("event.outside", ["author": $0, "who": who]) } ?? words.sentence(of: event, by: who)
        let written = fields?["written"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
        at = words.moment(written ?? event.at, now: now)
        text = fields?["text"] ?? ""
        hasText = !text.isEmpty
        isMessage = event.action == .note
        isInternal = fields?["visibility"] == Visibility.internal.rawValue
        details = Self.details(of: event, fields, words)
    }

    /// What changed in an edit, each with what stood there before.
    private static func details(of event: Event, _ fields: FieldReader?, _ words: Words) -> [String] {
        guard event.action == .edit, let fields else { return [] }
        return FactField.allCases.compactMap { field in
            guard let new = fields[field.rawValue] else { return nil }
            return words(
                "event.change",
                [
                    "field": words.name(field),
                    "old": fields["was.\(field.rawValue)"] ?? words("event.nothing"),
                    "new": new.isEmpty ? words("event.nothing") : new,
                ]
            )
        }
    }
}
