import Basics
import Foundation
import SampleDesk
import Testing
import Tickets

@testable import Pages

@Suite struct ReplyTests {
    private let library: ReplyLibrary

    init() throws {
        library = try ReplyLibrary(directory: projectPath("Templates"))
    }

    @Test func `the replies stand in one order with the same keys in both languages`() throws {
        let english = library.replies(for: .english)
        #expect(
            english.map(\.name) == [
                "1-invoice-wanted", "2-order-wanted", "3-outside-window", "4-goodwill", "5-credit-coming",
                "6-duplicate",
                "7-wrong-tenant", "8-not-refundable",
            ]
        )
        #expect(english.map(\.key) == Array(1...8))
        let korean = library.replies(for: .korean)
        #expect(korean.map(\.name) == english.map(\.name) && korean.map(\.key) == english.map(\.key))
        #expect(english.first?.title == "Ask for the invoice" && korean.first?.title == "청구서 요청")
        #expect(library.reply(named: "6-duplicate", for: .korean)?.title == "중복 요청")
        #expect(library.reply(named: "6-Duplicate", for: .korean) == nil)
    }

    @Test func `both languages say the same things of a ticket`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: projectPath("Templates/replies/en")) {
            let sets = try Language.allCases.map { language in
                let file = projectPath("Templates/replies/\(language.rawValue)/\(name)")
                let text = try String(contentsOfFile: file, encoding: .utf8)
                return Set(text.matches(of: /\{\{(\w+)\}\}/).map { String($0.1) })
            }
            #expect(sets[0] == sets[1], "\(name)")
        }
    }

    @Test func `only the first nine have keys`() throws {
        try withTemplates { folder in
            for number in 1...3 {
                for language in ["en", "ko"] {
                    try "Title: T\n\nx".save(to: "\(folder)/replies/\(language)/9-\(number).mustache")
                }
            }
            let replies = try ReplyLibrary(directory: folder).replies(for: .english)
            #expect(replies.map(\.key) == Array(1...9) + [nil, nil])
        }
    }

    @Test func `a reply is filled with what is true of the ticket, unescaped and only once`() throws {
        var sample = try SampleTicket(
            in: .submitted,
            form: .sample([.title: "A & B <{{number}}>", .contactName: "김민지"])
        )
        try sample.perform(.take, by: SamplePeople.agent)
        var ticket = sample.ticket
        ticket.number = 10_001
        let words = try Words(language: .english, file: projectPath("Templates/locales/en.json"))
        var values = PlaceholderValues(of: ticket, in: words)
        values[.agent] = "Ada"
        values[.due] = "2026-11-30 08:15 UTC"
        values.setReopenDays(30, in: words)
        let reply = try #require(library.reply(named: "1-invoice-wanted", for: .english))
        let text = try reply.text(values)
        #expect(text.hasPrefix("Dear 김민지,\n\nThank you for your request R-10001, \"A & B <{{number}}>\".\n\n"))
        #expect(text.hasSuffix("\n\nKind regards,\nAda"))
        #expect(text.contains("Please answer by 2026-11-30 08:15 UTC."))
        #expect(text.contains("it can be opened again within 30 days."))
    }

    @Test func `what the ticket does not have is named instead of leaving a hole`() throws {
        let words = try Words(language: .korean, file: projectPath("Templates/locales/ko.json"))
        var values = PlaceholderValues(of: try Ticket.sample(in: .submitted), in: words)
        values[.agent] = "  "
        let reply = try #require(library.reply(named: "5-credit-coming", for: .korean))
        let missing = MissingValues(
            template: "5-credit-coming",
            placeholders: [.number, .reference, .amount, .agent]
        )
        #expect(throws: missing) { try reply.text(values) }
        #expect(
            missing.sentence == "'5-credit-coming' says {{number}}, {{reference}}, {{amount}}, {{agent}}, "
                + "which is not known of this ticket; choose another text or write your own"
        )
    }

    @Test(arguments: TicketStatus.allCases)
    func `a ticket says what it has and nothing that stays inside the desk`(status: TicketStatus) throws {
        let words = try Words(language: .english, file: projectPath("Templates/locales/en.json"))
        let values = PlaceholderValues(of: try Ticket.sample(in: status), in: words)
        let all = Placeholder.allCases.compactMap { values[$0] }.joined(separator: "\n")
        for secret in ["Over to Microsoft", "2611230001", "Not on the invoice"] { #expect(!all.contains(secret)) }
        #expect((values[.invoice] != nil) == [.settled, .closed].contains(status))
        #expect((values[.reference] != nil) == [.creditPending, .disputed, .settled, .closed].contains(status))
        #expect((values[.question] != nil) == (status == .awaitingInformation))
        #expect((values[.requested] == "1,250.00 USD") == (status != .draft && status != .discarded))
    }

    @Test(
        arguments: [
            (3 * 86_400_000, "3 days"), (86_400_000, "1 day"), (7_200_000, "2 hours"), (30_000, "less than a minute"),
            (0, nil), (-1, nil),
        ] as [(Int64, String?)]
    )
    func `the time left is said in days, then in hours, and not when it is over`(left: Int64, expected: String?) throws
    {
        let words = try Words(language: .english, file: projectPath("Templates/locales/en.json"))
        var values = PlaceholderValues()
        let deadline = SampleClock.start.adding(milliseconds: left)
        values.setDeadline(deadline, now: SampleClock.start, in: words)
        #expect(values[.daysLeft] == expected)
        #expect((values[.deadline] == words.absolute(deadline)) == (expected != nil))
    }
}
