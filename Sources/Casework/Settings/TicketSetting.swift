import Basics
package import Tickets

/// What a deployment may set about requests, kept in the database. The raw values name the settings at the command line.
package enum TicketSetting: String, CaseIterable, Hashable, Sendable {
    case tiers = "approval-tiers"
    case targets = "service-targets"
    case calendar = "business-calendar"
    case answerDays = "answer-days"
    case reopenDays = "reopen-days"
    case closeDays = "close-days"
    case returnAfter = "return-after"

    /// For the manual.
    package var meaning: String {
        switch self {
        case .tiers: "a line for each currency: the most that an agent, and that one approver, decides: USD 500 2000"
        case .targets: "a line for each impact with first response and next update: critical 4h 1d"
        case .calendar: "the zone, the hours of the week and the holidays, a line each: mon-fri 09:00-18:00"
        case .answerDays: "working days that a requester has to answer a question, 1 to 60"
        case .reopenDays: "days within which an ended request can be opened again, 0 to 365"
        case .closeDays: "days after which an ended request is closed by itself, 1 to 365"
        case .returnAfter: "business time after which a request that was taken and left goes back to the queue: 2d"
        }
    }

    var name: String { "tickets_\(rawValue)" }
}

/// Why a setting's text is not taken: a sentence for each thing that is wrong, with its line.
struct SettingFlaws: Error {
    let sentences: [String]
}

extension TicketRules {
    /// The rules with one setting in place of what they say.
    func setting(_ setting: TicketSetting, to text: String) throws(SettingFlaws) -> TicketRules {
        var rules = self
        switch setting {
        case .tiers: rules.tiers = try Self.read { () throws(LineFaults<TierFlaw>) in try ApprovalTiers(text) }
        case .targets: rules.targets = try Self.read { () throws(LineFaults<TargetFlaw>) in try ServiceTargets(text) }
        case .calendar:
            rules.calendar = try Self.read { () throws(LineFaults<CalendarFlaw>) in try BusinessCalendar(text) }
        case .answerDays: rules.answerDays = Int(try Self.number(text, 1...60))
        case .reopenDays: rules.reopenDays = try Self.number(text, 0...365)
        case .closeDays: rules.closeDays = try Self.number(text, 1...365)
        case .returnAfter:
            do throws(TargetFlaw) { rules.returnAfter = try BusinessSpan(text.trimmed) } catch {
                throw SettingFlaws(sentences: [error.sentence])
            }
        }
        return rules
    }

    private static func read<Value, Flaw>(_ read: () throws(LineFaults<Flaw>) -> Value) throws(SettingFlaws) -> Value {
        do throws(LineFaults<Flaw>) { return try read() } catch { throw SettingFlaws(sentences: error.sentences) }
    }

    private static func number(_ text: String, _ range: ClosedRange<Int64>) throws(SettingFlaws) -> Int64 {
        guard let number = Int64(text.trimmed), range.contains(number) else {
            let known = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw SettingFlaws(sentences: ["'\(quoted(text))' is not \(known)"])
        }
        return number
    }
}

extension Records {
    /// The rules in force: what the database says over what `base` says.
    package func ticketRules(over base: TicketRules = TicketRules()) throws -> TicketRules {
        try knownRules.tickets(over: base) { try readTicketRules(over: base) }
    }

    private func readTicketRules(over base: TicketRules) throws -> TicketRules {
        let settings = try settings()
        var rules = base
        for setting in TicketSetting.allCases {
            guard let text = settings[setting.name] else { continue }
            do throws(SettingFlaws) { rules = try rules.setting(setting, to: text) } catch {
                let why = error.sentences.joined(separator: "; ")
                throw StoreError.corrupt("the setting '\(setting.rawValue)' cannot be read: \(why)")
            }
        }
        return rules
    }
}
