import Basics
import Foundation
import Testing

@testable import Pages

@Suite struct TextTemplateTests {
    private static let known =
        "number, title, tenant, customer, purchase, amount, requested, maximum, deadline, daysLeft, "
        + "contact, agent, due, reopenDays, reason, decision, question, invoice, reference, status"

    @Test(
        arguments: [
            ("Title: T\n\nHello {{contact}}", nil),
            ("\u{feff}Title: T\r\n\r\nHello {{contact}}\r\nand {x} {\r\n", nil),
            ("", "1:1: the first line must be 'Title: …'"),
            ("Title:  \n\nx", "1:1: the first line must be 'Title: …'"),
            ("Subject: T\n\nx", "1:1: the first line must be 'Title: …'"),
            ("Title: {{number}}\n\nx", "1:10: {{number}} may not stand here: this line is the same for everybody"),
            ("Title: T\nx", "2:1: the second line must be empty; the text begins below it"),
            ("Title: T", "2:1: the second line must be empty; the text begins below it"),
            ("Title: T\n\n \n", "3:1: there is no text below the first line"),
            ("Title: T\n\n\nHé {{numbre}}", "4:6: there is no {{numbre}} here; there is \(known)"),
            ("Title: T\n\na {{note}}", "3:5: there is no {{note}} here; there is \(known)"),
            ("Title: T\n\n{{Number}}", "3:3: there is no {{Number}} here; there is \(known)"),
            ("Title: T\n\na {{number\n}}", "3:3: '{{' is not closed on the same line; write {{name}}"),
            ("Title: T\n\na {{number {{title}}", "3:3: '{{' is not closed on the same line; write {{name}}"),
            ("Title: T\n\na number}}", "3:9: '}}' closes nothing; write {{name}}"),
            ("Title: T\n\n{{#number}}", "3:1: '{{#number}}' is not taken here; only plain {{name}} is"),
            ("Title: T\n\n{{>part}}", "3:1: '{{>part}}' is not taken here; only plain {{name}} is"),
            ("Title: T\n\n{{&number}}", "3:1: '{{&number}}' is not taken here; only plain {{name}} is"),
            ("Title: T\n\n{{ number }}", "3:1: '{{ number }}' is not taken here; only plain {{name}} is"),
            ("Title: T\n\nab\u{1b}[31m", "3:3: the character U+1B is not taken"),
            ("Title: T\n\nab\rc", "3:3: the character U+D is not taken"),
            ("Title: T\n\nab\u{202e}c", "3:3: the character U+202E is not taken"),
        ] as [(String, String?)]
    )
    func `a bad text is refused with its place and what would have worked`(text: String, expected: String?) throws {
        try withTemplates { folder in
            let file = "\(folder)/replies/ko/3-outside-window.mustache"
            try text.save(to: file)
            var sentence: String?
            do throws(TemplateFault) { _ = try ReplyLibrary(directory: folder) } catch { sentence = error.sentence }
            #expect(sentence == expected.map { "\(file):\($0)" })
        }
    }

    @Test func `an empty placeholder is one that does not exist`() throws {
        try withTemplates { folder in
            let file = "\(folder)/replies/ko/3-outside-window.mustache"
            try "Title: T\n\n{{}}".save(to: file)
            let fault = TemplateFault.badText(
                file: file,
                line: 3,
                column: 3,
                .unknownPlaceholder("", known: Placeholder.allCases.filter { $0 != .note })
            )
            #expect(throws: fault) { try ReplyLibrary(directory: folder) }
        }
    }

    @Test func `a text that one language lacks is named`() throws {
        try withTemplates { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/replies/en/4-goodwill.mustache")
            let lacking = TemplateFault.missingTemplate(name: "4-goodwill", directory: "\(folder)/replies/en")
            #expect(throws: lacking) { try ReplyLibrary(directory: folder) }
            try FileManager.default.removeItem(atPath: "\(folder)/replies/ko")
            #expect(throws: TemplateFault.unreadable(file: "\(folder)/replies/ko")) {
                try ReplyLibrary(directory: folder)
            }
        }
    }

    @Test func `a mail says only what every mail of its kind knows`() throws {
        try withTemplates { folder in
            let file = "\(folder)/mail/en/asked.mustache"
            try "Subject: {{number}}\n\nSee {{invoice}}".save(to: file)
            let known: [Placeholder] = [
                .number, .title, .tenant, .purchase, .requested, .contact, .reason, .status, .question, .agent, .due,
            ]
            let fault = TemplateFault.badText(
                file: file,
                line: 3,
                column: 7,
                .unknownPlaceholder("invoice", known: known)
            )
            #expect(throws: fault) { try MailTemplates(directory: folder) }
        }
    }

    @Test func `a mail that is never sent, and one that is missing, are named`() throws {
        try withTemplates { folder in
            for language in ["en", "ko"] { try "Subject: x\n\ny".save(to: "\(folder)/mail/\(language)/extra.mustache") }
            let names = ["asked", "noted", "approved", "declined", "credited", "disputed", "settled"]
            let unknown = TemplateFault.unknownTemplate(file: "\(folder)/mail/en/extra.mustache", known: names)
            #expect(throws: unknown) { try MailTemplates(directory: folder) }
            for language in ["en", "ko"] {
                try FileManager.default.removeItem(atPath: "\(folder)/mail/\(language)/extra.mustache")
                try FileManager.default.removeItem(atPath: "\(folder)/mail/\(language)/settled.mustache")
            }
            let missing = TemplateFault.missingTemplate(name: "settled", directory: "\(folder)/mail/en")
            #expect(throws: missing) { try MailTemplates(directory: folder) }
        }
    }
}
