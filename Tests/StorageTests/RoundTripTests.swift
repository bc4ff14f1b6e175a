import Basics
import Casework
import SQL
import SampleDesk
import Testing
import Tickets

@Suite struct RoundTripTests {
    /// Texts that break programs, each allowed by the desk's own rules.
    private static let hostile = [
        "'; drop table ticket; --", "\"quoted\" \\ back\\slash %s %_ $1 ?1 :x @y",
        "NFC \u{e9}\u{d658} NFD e\u{301}\u{1112}\u{116a}\u{11ab}",
        "👩‍👩‍👧‍👦🇰🇷🏳️‍🌈 ﷽ \u{202e}right to left\u{202c}", "\u{200b}\u{feff}zero\u{2060}width\u{ad}",
        "\u{10ffff}\u{e000}\u{fffd}\u{7f}",
        "환불 요청 \u{3000} ＡＢＣ ㈜ ½ ß İ ı", "null NULL 0x00 1e5 -1 ''",
    ]

    @Test(arguments: Backing.allCases)
    func `every text comes back byte for byte`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            for text in Self.hostile {
                let title = text.trimmed
                let form = FactsForm.sample([
                    .title: title, .explanation: "\r\n\t\(text)\r\n \(text)", .contactName: title,
                ])
                let filed = try await sample.file(form)
                let note = Message(text: "\(text)\n\t\(text)", visibility: .internal)
                let written = try await sample.perform(.note(note), on: filed, by: SamplePeople.agent)
                let stored = try #require(try await sample.stored(filed.id))
                #expect(stored.ticket == written)
                #expect(bytes(stored.ticket.content.form[.title]) == bytes(title))
                #expect(bytes(stored.ticket.content.form[.explanation]) == bytes("\r\n\t\(text)\r\n \(text)"))
                #expect(stored.events.map(\.digest) == [filed.head, written.head])
                #expect(Chain.breaks(in: stored.events) == [])
                let listed = try await sample.desk.list(
                    TicketQuery("number:\(filed.number ?? 0)"),
                    for: .sample(SamplePeople.agent)
                )
                #expect(listed.items.map { bytes($0.title) } == [bytes(title)])
                #expect(listed.items.map { bytes($0.contactName) } == [bytes(title)])
            }
            #expect(try await sample.desk.verify(for: .sample(SamplePeople.auditor)).findings == [])
        }
    }

    @Test(arguments: Backing.allCases)
    func `canonically equal texts stay two`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let texts = ["caf\u{e9}", "cafe\u{301}"]
            try await sample.desk.store.write { records in
                for text in texts { try records.set(text, to: text) }
            }
            for text in texts {
                let kept = try await sample.desk.store.read { try $0.setting(text) }
                #expect(bytes(kept) == bytes(text))
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `amounts keep every unit of every currency`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            for (number, currency) in [
                ("92233720368547758.07", "USD"), ("0.001", "KWD"), ("1", "JPY"), ("0.0001", "CLF"),
            ] {
                let form = FactsForm.sample([.amount: number, .currency: currency])
                let ticket = try await sample.file(form)
                let stored = try #require(try await sample.stored(ticket.id))
                #expect(stored.ticket.facts?.amount.description == "\(number) \(currency)")
                let query = try TicketQuery("number:\(ticket.number ?? 0)")
                let listed = try await sample.desk.list(query, for: .sample(SamplePeople.agent)).items
                #expect(listed.map { $0.amount?.description } == ["\(number) \(currency)"])
            }
        }
    }

    @Test(arguments: Backing.allCases)
    func `U+0000 is refused and nothing is kept`(backing: Backing) async throws {
        try await backing.withDesk { sample, database in
            let sentence = "Text with the character U+0000 cannot be kept (value 2). Remove the character."
            await #expect(throws: StoreError.unexpected(sentence)) {
                try await sample.desk.store.write { records in
                    try records.set("before", to: "x")
                    try records.set("name", to: "a\u{0}b")
                }
            }
            let settingRows = try await database.count("setting")
            #expect(settingRows == 0)
        }
    }

    private func bytes(_ text: String?) -> [UInt8]? { text.map { Array($0.utf8) } }
}
