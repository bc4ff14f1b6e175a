import Basics

extension Instant {
    /// Reads a date of RFC 822 as Jira writes it: `Tue, 6 May 2014 11:55:53 +0200`, English names, one or two digits for the
    /// day, a numeric offset or `GMT`. Nil for anything else, above all for one without a zone.
    init?(rfc822 text: String) {
        var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline })[...]
        if words.first?.last == "," { words.removeFirst() }
        guard words.count == 5, (1...2).contains(words[words.startIndex].utf8.count) else { return nil }
        let parts = Array(words)
        guard let month = Self.months.firstIndex(of: String(parts[1])), parts[2].utf8.count == 4 else { return nil }
        let zone = parts[4] == "GMT" || parts[4] == "UT" || parts[4] == "UTC" ? "+0000" : String(parts[4])
        let day = parts[0].utf8.count == 1 ? "0" + parts[0] : String(parts[0])
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        let clock = parts[3].utf8.count == 5 ? parts[3] + ":00" : String(parts[3])
        guard let instant = try? Instant(exchanged: "\(parts[2])-\(number)-\(day)T\(clock)\(zone)") else { return nil }
        self = instant
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
