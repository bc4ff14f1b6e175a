package import Basics

/// Why a file is no iCalendar file (RFC 5545), or says more than holidays.
package enum ICalendarFlaw: LineFlaw {
    case tooLarge(limit: Int, actual: Int)
    case notUTF8
    case notACalendar
    case notAProperty(String)
    case strayEnd(String, open: String?)
    case unclosed(String)
    case tooManyEvents(limit: Int)
    case tooManyDays(limit: Int)
    case repeated(String)
    case startMissing
    case notADate(property: String, String)
    case notADuration(String)
    case endBeforeStart(start: Day, end: Day)
    case longEvent(days: Int, limit: Int)
    case unsupported(property: String)
    case notARule(String)
    case rule(part: String)
    case name(Fault)

    package var sentence: String {
        switch self {
        case .tooLarge(let limit, let actual): "the file has \(actual) bytes; at most \(limit) are read"
        case .notUTF8: "the line is not UTF-8; save the file as UTF-8"
        case .notACalendar: "the file does not begin with BEGIN:VCALENDAR; give an iCalendar file (.ics)"
        case .notAProperty(let text):
            "'\(quoted(text))' is no property; a line is NAME:VALUE or NAME;PARAMETER=VALUE:VALUE"
        case .strayEnd(let name, let open):
            "END:\(quoted(name)) closes nothing" + (open.map { "; END:\(quoted($0)) must come first" } ?? "; remove it")
        case .unclosed(let name): "BEGIN:\(quoted(name)) is never closed; get the whole file"
        case .tooManyEvents(let limit): "there are more than \(limit) events; give a calendar of holidays alone"
        case .tooManyDays(let limit): "the events fill more than \(limit) days; give a calendar of holidays alone"
        case .repeated(let name): "\(name) stands twice in this event; keep one of the two"
        case .startMissing: "the event has no DTSTART; write one, as DTSTART;VALUE=DATE:20261225"
        case .notADate(let property, let text):
            "'\(quoted(text))' is no date for \(property); write YYYYMMDD, as 20261225, "
                + "or with a time, as 20261225T000000Z"
        case .notADuration(let text): "'\(quoted(text))' is no number of whole days; write P1D or P1W, or DTEND instead"
        case .endBeforeStart(let start, let end):
            "the event ends on \(end), before its start on \(start); DTEND is the first day after it"
        case .longEvent(let days, let limit): "the event lasts \(days) days; a holiday lasts at most \(limit)"
        case .unsupported(let property): "\(property) is not read; write every such day as an event of its own"
        case .notARule(let text):
            "'\(quoted(text))' is no part of a rule here; write FREQ=YEARLY, INTERVAL=2, COUNT=10 or UNTIL=20301231"
        case .rule(let part):
            "the rule's part \(quoted(part)) is not read, only FREQ=YEARLY with INTERVAL, and COUNT or UNTIL; "
                + "write every such day as an event of its own"
        case .name(let fault): "the event's SUMMARY \(fault.sentence)"
        }
    }
}
