import Basics
import Casework
import Foundation
import SampleDesk
import Testing
import Tickets

@testable import Pages

@Suite struct LetterTests {
    private let templates: MailTemplates
    private let sender: Mailbox

    init() throws {
        templates = try MailTemplates(directory: projectPath("Templates"))
        sender = Mailbox(name: "Recoup", address: try EmailAddress("desk@fabrikam.com"))
    }

    private func letter(subject: String = "s", body: String = "b") throws -> Letter {
        Letter(
            id: OutboxEntry.ID(ticket: Ticket.ID(GUID(high: 0x0c00_7000, low: 0x8000_0000_0000_0001)), version: 3),
            language: .english,
            recipient: try EmailAddress("kim@fabrikam.com"),
            subject: subject,
            body: body
        )
    }

    private func text(_ letter: Letter, from sender: Mailbox? = nil) -> String {
        String(decoding: letter.message(from: sender ?? self.sender, at: SampleClock.start), as: UTF8.self)
    }

    /// Header fields by name, unfolded, and the body's text.
    private func parts(_ message: String) throws -> (fields: [String: String], body: String) {
        let halves = message.components(separatedBy: "\r\n\r\n")
        let unfolded = halves[0].replacing("\r\n ", with: " ").components(separatedBy: "\r\n")
        var fields: [String: String] = [:]
        for line in unfolded {
            let colon = try #require(line.firstIndex(of: ":"))
            #expect(fields.updateValue(String(line[colon...].dropFirst(2)), forKey: String(line[..<colon])) == nil)
        }
        let data = try #require(Data(base64Encoded: halves[1], options: .ignoreUnknownCharacters))
        return (fields, String(decoding: data, as: UTF8.self))
    }

    /// RFC 2047 words, put together again.
    private func decoded(_ value: String) -> String {
        let bytes = value.matches(of: /=\?UTF-8\?B\?([^?]*)\?=/).flatMap { Data(base64Encoded: String($0.1)) ?? Data() }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a letter is a message as the standards have it`() throws {
        #expect(
            text(try letter(subject: "[R-10001] A question", body: "Hello,\nworld")).components(separatedBy: "\r\n")
                == [
                    "Date: Mon, 23 Nov 2026 08:15:00 +0000",
                    "From: Recoup <desk@fabrikam.com>",
                    "To: <kim@fabrikam.com>",
                    "Message-ID: <00000000-0c00-7000-8000-000000000001.3@fabrikam.com>",
                    "References: <00000000-0c00-7000-8000-000000000001@fabrikam.com>",
                    "Subject: [R-10001] A question",
                    "Auto-Submitted: auto-generated",
                    "Content-Language: en",
                    "MIME-Version: 1.0",
                    "Content-Type: text/plain; charset=utf-8",
                    "Content-Transfer-Encoding: base64",
                    "",
                    "SGVsbG8sDQp3b3JsZA0K",
                    "",
                ]
        )
    }

    @Test(arguments: [
        "환불 요청에 대해 여쭙니다: 고객이 같은 라이선스를 두 번 구입했습니다, 확인을 부탁드립니다",
        "x\r\nBcc: all@example.com\r\n\r\nbody", "a\nb", "tab\tbell\u{7}\u{202e}", "=?UTF-8?B?eA==?=",
        String(repeating: "long ", count: 60) + "end", String(repeating: "😀", count: 40), "e\u{301}\u{2028}x", "",
    ])
    func `whatever a subject holds, it stays one field of short lines`(subject: String) throws {
        let message = text(try letter(subject: subject))
        let (fields, body) = try parts(message)
        #expect(fields.count == 11 && body == "b\r\n")
        #expect(message.utf8.allSatisfy { (0x20...0x7e).contains($0) || $0 == 0x0d || $0 == 0x0a })
        let bytes = Array(message.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0a { #expect(index > 0 && bytes[index - 1] == 0x0d) }
            if byte == 0x0d { #expect(index + 1 < bytes.count && bytes[index + 1] == 0x0a) }
        }
        #expect(message.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        let expected = String(
            String.UnicodeScalarView(subject.unicodeScalars.map { Text.isControl($0) ? " " : $0 })
        ).trimmed
        let field = try #require(fields["Subject"])
        let shown = field.hasPrefix("=?") ? decoded(field) : field
        #expect(Array(shown.utf8) == Array(expected.utf8))
    }

    @Test func `a sender's name is kept out of the address`() throws {
        let hostile = Mailbox(name: "Desk\" <x@example.com>\r\nBcc: y@example.com", address: sender.address)
        let field = try #require(try parts(text(try letter(), from: hostile)).fields["From"])
        #expect(field.hasSuffix("= <desk@fabrikam.com>"))
        #expect(decoded(field) == "Desk\" <x@example.com>  Bcc: y@example.com")
        let korean = Mailbox(name: "환불 데스크", address: sender.address)
        #expect(decoded(try #require(try parts(text(try letter(), from: korean)).fields["From"])) == "환불 데스크")
        let nameless = Mailbox(name: " ", address: sender.address)
        #expect(try parts(text(try letter(), from: nameless)).fields["From"] == "<desk@fabrikam.com>")
    }

    @Test func `a body keeps its words and has the line ends of the wire`() throws {
        let body = "가\nb\r\nc\rd\n\n.\n\u{1b}[31m\tend"
        #expect(try parts(text(try letter(body: body))).body == "가\r\nb\r\nc\r\nd\r\n\r\n.\r\n[31m\tend\r\n")
        let long = String(repeating: "환불 ", count: 2_000)
        let message = text(try letter(body: long))
        #expect(message.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(try parts(message).body == long + "\r\n")
    }

    @Test func `every kind of mail can be written in both languages`() async throws {
        let note = TicketCommand.note(Message(text: "See {{number}} & more", visibility: .public))
        var all = try await postings(to: .awaitingInformation, then: [(note, SamplePeople.agent)])
        all += try await postings(to: .disputed)
        all += try await postings(to: .settled)
        all += try await postings(to: .declined)
        all += try await postings(to: .awaitingInformation, by: SamplePeople.otherRequester)
        #expect(Set(all.map(\.entry.kind)) == Set(Notice.Kind.allCases))
        for posting in all {
            for language in Language.allCases {
                let entry = posting.entry
                let other = OutboxEntry(
                    id: entry.id,
                    kind: entry.kind,
                    recipient: entry.recipient,
                    language: language,
                    createdAt: entry.createdAt,
                    attempts: entry.attempts,
                    state: entry.state,
                    lastError: nil
                )
                let letter = try templates.letter(for: posting.with(other))
                #expect(letter.subject.hasPrefix("[R-10001] "))
                // The note itself has such a word, which is text.
                #expect(letter.body.contains("{{") == (entry.kind == .noted))
                #expect(letter.body.contains("contoso.com"))
                #expect(letter.language == language && letter.id == entry.id)
                #expect(!letter.body.contains("Not on the invoice"))
            }
        }
    }

    @Test func `a mail says what its event said`() async throws {
        let asked = try #require(try await postings(to: .awaitingInformation).first)
        #expect(
            try templates.letter(for: asked).body == """
                Dear Kim Minji,

                We have a question about your refund request R-10001, "Licences bought twice":

                Which invoice shows it?

                Please answer in Recoup by 2026-11-30 08:15 UTC. If we hear nothing until then, the request is declined.

                Ada Agent

                Customer: contoso.com
                Purchase: order:a1b2c3d4e5f6
                Amount requested: 1,250.00 USD
                """
        )
        let declined = try #require(try await postings(to: .declined).first)
        #expect(
            try templates.letter(for: declined).body
                .contains("Reason: Outside the cancellation window\n\nBought in May\n\n")
        )
        let korean = try #require(try await postings(to: .settled, by: SamplePeople.otherRequester).last)
        let letter = try templates.letter(for: korean)
        #expect(letter.language == .korean && letter.subject == "[R-10001] 청구서에서 크레딧을 확인했습니다")
        #expect(letter.body.contains("금액: 1,250.00 USD\n청구서: G000024135\n참조 번호: PC-4711\n"))
    }

    @Test func `a message is the same however often it is made`() async throws {
        let posting = try #require(try await postings(to: .awaitingInformation).first)
        let first = try templates.message(for: posting, from: sender)
        #expect(try templates.message(for: posting, from: sender) == first)
        let (fields, _) = try parts(String(decoding: first, as: UTF8.self))
        #expect(fields["Message-ID"] == "<\(posting.ticket.id).3@fabrikam.com>")
        #expect(fields["Date"] == "Mon, 23 Nov 2026 08:15:00 +0000")
    }
}
