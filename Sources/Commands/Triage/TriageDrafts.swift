import Basics
import Tickets

/// Answers that were given and did not get as far as the desk: cancelled, refused or overtaken. Kept until they do.
struct TriageDrafts: Equatable {
    fileprivate struct Place: Hashable {
        let ticket: Ticket.ID
        let action: TicketAction
    }

    fileprivate var answers: [Place: [Question.Topic: String]] = [:]

    init() {}

    var isEmpty: Bool { answers.isEmpty }

    subscript(_ ticket: Ticket.ID, _ action: TicketAction) -> [Question.Topic: String] {
        get { answers[Place(ticket: ticket, action: action)] ?? [:] }
        set { answers[Place(ticket: ticket, action: action)] = newValue.isEmpty ? nil : newValue }
    }
}

extension TriageDrafts {
    /// Takes over what has changed from `before` to `after`, answer by answer.
    mutating func take(_ after: TriageDrafts, since before: TriageDrafts) {
        for place in Set(before.answers.keys).union(after.answers.keys)
        where before.answers[place] != after.answers[place] {
            answers[place] = after.answers[place]
        }
    }
}

// How they are kept in a file.
extension TriageDrafts {
    /// A field for each answer, named `ticket/action/topic`.
    var fields: Fields {
        var fields = Fields()
        for (place, texts) in answers.sorted(by: { $0.key.name < $1.key.name }) {
            for topic in Question.Topic.allCases {
                if let text = texts[topic] { fields.append(named: "\(place.name)/\(topic.rawValue)", text) }
            }
        }
        return fields
    }

    /// Reads them back; what a newer or older program wrote otherwise is left out.
    init(_ fields: Fields) {
        for field in (try? fields.list()) ?? [] {
            let parts = field.name.split(separator: "/").map(String.init)
            guard parts.count == 3, let ticket = try? Ticket.ID(parts[0]),
                let action = TicketAction(rawValue: parts[1]),
                let topic = Question.Topic(rawValue: parts[2])
            else { continue }
            self[ticket, action][topic] = field.value
        }
    }
}

extension TriageDrafts.Place {
    fileprivate var name: String { "\(ticket)/\(action.rawValue)" }
}
