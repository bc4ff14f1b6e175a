package import Basics
import Casework
private import Foundation

extension Letter {
    /// The letter as RFC 5322 and RFC 2045 have it: UTF-8 in base64, lines of at most 76 octets that end in CR LF. The
    /// same letter at the same time is the same bytes. `date` is when it was written.
    ///
    /// Its Message-ID is made of the ticket, the event and the sender's host, so who gets it twice can tell; all mails
    /// of a ticket refer to one more, so that programs show them together. RFC 3834 asks for `Auto-Submitted`, which
    /// keeps others from answering by themselves.
    package func message(from sender: Mailbox, at date: Instant) -> [UInt8] {
        let headers = [
            ("Date", date.mailDate),
            ("From", HeaderText.mailbox(sender)),
            ("To", "<\(recipient.text)>"),
            ("Message-ID", "<\(id)@\(sender.host)>"),
            ("References", "<\(id.ticket)@\(sender.host)>"),
            ("Subject", HeaderText.unstructured(subject, behind: "Subject")),
            ("Auto-Submitted", "auto-generated"),
            ("Content-Language", language.rawValue),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "base64"),
        ]
        let head = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        let content = Data(Self.networkLines(body).utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]
        )
        return Array("\(head)\r\n\(content)\r\n".utf8)
    }

    /// Every line, however it ended, ends in CR LF (RFC 2046 §4.1.1); other control characters are left out.
    private static func networkLines(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !wasReturn) {
                result.append(contentsOf: "\r\n".unicodeScalars)
            } else if scalar == "\t" || (scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value)) {
                result.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        if result.last != "\n" { result.append(contentsOf: "\r\n".unicodeScalars) }
        return String(result)
    }
}

extension Instant {
    /// RFC 5322 §3.3, in UTC: `Mon, 23 Nov 2026 08:15:00 +0000`.
    fileprivate var mailDate: String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (year, month, date) = day.components
        let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        let time = description.dropFirst(11).prefix(8)
        return "\(days[day.weekday - 1]), \(date) \(months[month - 1]) \(padded) \(time) +0000"
    }
}
