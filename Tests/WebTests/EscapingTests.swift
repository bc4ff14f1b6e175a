import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import Pages
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct EscapingTests {
    /// Ends an attribute even for an engine that compares whole characters, then asks for a script.
    static let probes = [
        "<script>alert(1)</script>", "\" onfocus=alert(1) autofocus x=\"",
        "\"\u{301} onfocus=alert(1) autofocus x=\"\u{301}",
        "<\u{338}img src=x onerror=alert(1)>", "</textarea></title><svg onload=alert(1)>",
        "{{frame.person}} {{{x}}} {{t:a}}",
        "' onmouseover='alert(1)",
    ]

    @Test(arguments: probes)
    func `what people write never becomes markup, in any field, place or language`(probe: String) async throws {
        let person = SamplePeople.person(40, "eve", probe, "eve@fabrikam.com", [.agent, .approver])
        let sample = try await SampleDesk(people: SamplePeople.all + [person])
        let form = FactsForm.sample([.title: probe, .explanation: probe, .contactName: probe])
        let filed = try await sample.file(form, by: person)
        try await sample.perform(.note(Message(text: probe, visibility: .public)), on: filed, by: person)
        try await sample.perform(
            .note(Message(text: probe, visibility: .internal, author: probe)),
            on: filed,
            by: person
        )
        try await sample.perform(.take, on: filed, by: person)
        try await sample.perform(.ask(probe), on: filed, by: person)
        let draft = try await sample.file(
            FactsForm(Dictionary(uniqueKeysWithValues: FactField.allCases.map { ($0, probe) })),
            isDraft: true,
            by: person
        )
        try await sample.browsing(as: person) { eve async throws in
            let query = Paths.percentEncoded(probe)
            var pages: [Answer] = []
            for language in ["en", "ko"] {
                for path in [
                    "/?q=&", "/?q=\(query)&", "/tickets/R-10001?", "/tickets/\(draft.id)?", "/\(query)?",
                    "/tickets/\(query)?",
                ] {
                    pages.append(try await eve.get("\(path)lang=\(language)"))
                }
            }
            var fields = sampleFields()
            for field in FactField.allCases { fields[field.rawValue] = probe }
            pages.append(try await eve.post("/tickets", fields, from: "/tickets/new"))
            let late = ["seen": "1", "text": probe, "reference": probe]
            pages.append(try await eve.post("/tickets/R-10001/escalate", late, from: "/tickets/R-10001"))
            for page in pages { Self.check(page.text) }
        }
    }

    /// Every tag of a page is one of ours: no handler, no script but the desk's own, no raw probe.
    static func check(_ html: String) {
        let bytes = html.unicodeScalars
        #expect(!html.utf8.elementsEqual([]))
        var tag = ""
        var isInside = false
        var quote: Unicode.Scalar?
        for scalar in bytes {
            if isInside {
                if let open = quote {
                    if scalar == open { quote = nil }
                } else if scalar == "\"" || scalar == "'" {
                    quote = scalar
                } else if scalar == ">" {
                    let lowered = tag.lowercased()
                    #expect(!lowered.contains("onfocus") && !lowered.contains("onerror") && !lowered.contains("onload"))
                    #expect(!lowered.contains("onmouseover") && !lowered.contains("autofocus"))
                    #expect(!lowered.hasPrefix("svg") && !lowered.hasPrefix("img"))
                    if lowered.hasPrefix("script") { #expect(html.contains("<script src=\"/assets/desk-")) }
                    (isInside, tag) = (false, "")
                    continue
                }
                if quote == nil { tag.unicodeScalars.append(scalar) }
            } else if scalar == "<" {
                isInside = true
            }
        }
        #expect(!html.contains("<script>"))
    }
}
