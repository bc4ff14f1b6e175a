package import Basics
import Orders
package import Tickets

/// Anything that a deployment may set, by one name.
package enum Setting: Hashable, Sendable, CaseIterable {
    case orders(OrderSetting)
    case tickets(TicketSetting)

    package static let allCases: [Setting] =
        OrderSetting.allCases.map(Setting.orders) + TicketSetting.allCases.map(Setting.tickets)

    /// Nil for a name that no setting has.
    package init?(named name: String) {
        guard let setting = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = setting
    }

    package var name: String {
        switch self {
        case .orders(let setting): setting.rawValue
        case .tickets(let setting): setting.rawValue
        }
    }

    /// For the manual.
    package var meaning: String {
        switch self {
        case .orders(let setting): setting.meaning
        case .tickets(let setting): setting.meaning
        }
    }

    /// What the database calls it.
    fileprivate var key: String {
        switch self {
        case .orders(let setting): setting.name
        case .tickets(let setting): setting.name
        }
    }

    /// Throws ``DeskError`` with everything that is wrong with the text.
    fileprivate func check(_ text: String) throws(DeskError) {
        switch self {
        case .orders(let setting):
            do throws(Problems) { _ = try OrderRules().setting(setting, to: text) } catch { throw .invalid(error) }
        case .tickets(let setting):
            do throws(SettingFlaws) { _ = try TicketRules().setting(setting, to: text) } catch {
                throw .badSetting(setting.rawValue, error.sentences)
            }
        }
    }
}

extension Desk {
    /// What is set, by setting; nil where the default holds. Takes ``Permission/seeOrders``.
    package func settings(for actor: Actor) async throws -> [(setting: Setting, value: String?)] {
        try actor.person.require(.seeOrders)
        return try await store.read { records in
            let kept = try records.settings()
            return Setting.allCases.map { ($0, kept[$0.key]) }
        }
    }

    /// The rules about requests that are in force.
    package func ticketRules() async throws -> TicketRules {
        let rules = rules
        return try await store.read { try $0.ticketRules(over: rules) }
    }

    /// Sets one. Takes ``Permission/managePeople``, as all that concerns the whole desk. What is due, and how urgent it is,
    /// follows at once. Throws ``DeskError/invalid(_:)`` or ``DeskError/badSetting(_:_:)``.
    package func set(_ setting: Setting, to text: String, by actor: Actor) async throws {
        try actor.person.require(.managePeople)
        try setting.check(text)
        let now = now()
        try await store.write { records in
            try records.set(setting, to: text, at: now)
        }
    }

    /// Adds the holidays of an iCalendar file to the calendar in force, and returns it as a setting's text. `through` is the
    /// last day up to which yearly ones are worked out. As ``set(_:to:by:)``; throws ``DeskError/badSetting(_:_:)`` with every
    /// line that cannot be used.
    package func addHolidays(_ file: [UInt8], through day: Day, by actor: Actor) async throws -> String {
        try actor.person.require(.managePeople)
        let (now, rules) = (now(), rules)
        return try await store.write { records in
            let calendar = try records.ticketRules(over: rules).calendar
            let text: String
            do throws(LineFaults<ICalendarFlaw>) {
                text = try calendar.adding(iCalendar: file, through: day).text
            } catch {
                throw DeskError.badSetting(TicketSetting.calendar.rawValue, error.sentences)
            }
            try records.set(.tickets(.calendar), to: text, at: now)
            return text
        }
    }
}

extension MutableRecords {
    /// Keeps a setting, and brings up to date what follows from it.
    fileprivate func set(_ setting: Setting, to text: String, at now: Instant) throws {
        try set(setting.key, to: text)
        switch setting {
        case .orders(.policy), .tickets(.tiers), .tickets(.targets), .tickets(.calendar): try refreshOpen(at: now)
        case .orders(.propagation), .orders(.keyFormat), .orders(.linkDays), .orders(.taxRates),
            .tickets(.answerDays), .tickets(.reopenDays), .tickets(.closeDays), .tickets(.returnAfter):
            break
        }
    }
}
