import Basics

/// A flaw, and the line it was found on.
struct Misplaced: Error {
    let flaw: ICalendarFlaw
    let line: Int
}

/// Takes the lines of an iCalendar file one by one and keeps the events. Time zones, alarms and to-dos are passed over.
struct ICalendarReader {
    private(set) var events: [ICalendarEvent] = []
    private(set) var faults: [LineFaults<ICalendarFlaw>.Item] = []
    /// The components that are open, outermost first, each with its line.
    private var open: [(name: String, line: Int)] = []
    private var event: ICalendarEvent?
    private var hasBegun = false
    /// Reading on would bring no better message.
    private(set) var isHopeless = false

    mutating func note(_ flaw: ICalendarFlaw, line: Int) {
        faults.append(LineFaults.Item(place: Problem.Place(line: line), flaw: flaw))
        if !hasBegun || faults.count >= ICalendarHolidays.faultLimit { isHopeless = true }
    }

    mutating func take(_ line: ICalendarLine) throws(ICalendarFlaw) {
        let value = line.value.trimmed.uppercased()
        guard hasBegun || (line.name == "BEGIN" && value == "VCALENDAR") else { throw .notACalendar }
        hasBegun = true
        switch line.name {
        case "BEGIN":
            open.append((value, line.number))
            if isInEvent { event = ICalendarEvent(line: line.number) }
        case "END": try close(value)
        default: if isInEvent { try event?.take(line) }
        }
    }

    /// Says what is still open at the end of the file.
    mutating func finish() {
        if !hasBegun { note(.notACalendar, line: 1) }
        for component in open { note(.unclosed(component.name), line: component.line) }
    }

    private var isInEvent: Bool { open.map(\.name) == ["VCALENDAR", "VEVENT"] }

    private mutating func close(_ name: String) throws(ICalendarFlaw) {
        guard let last = open.last, last.name == name else { throw .strayEnd(name, open: open.last?.name) }
        if isInEvent, let event {
            guard events.count < ICalendarHolidays.eventLimit else {
                isHopeless = true
                throw .tooManyEvents(limit: ICalendarHolidays.eventLimit)
            }
            events.append(event)
        }
        open.removeLast()
    }
}
