import Basics
import Casework
import Foundation
import Orders
import SampleDesk
import Testing
import Tickets

@testable import Pages

/// Templates may mention what their page has, and nothing else: the engine would show nothing for it, and say nothing.
@Suite struct TemplateContractTests {
    @Test func `every name in a template is a property of its page`() async throws {
        let samples = try await PageSamples()
        let templates = try Templates()
        #expect(templates.unknown(in: QueuePage.template, for: samples.queues) == [])
        #expect(templates.unknown(in: TicketPage.template, for: samples.tickets) == [])
        #expect(templates.unknown(in: RequestPage.template, for: samples.requests) == [])
        #expect(templates.unknown(in: MessagePage.template, for: samples.messages) == [])
        let orders = try await OrderPageSamples()
        for (template, pages) in orders.pages {
            #expect(templates.unknown(in: template, for: pages, beside: orders.all) == [], "\(template)")
        }
        let exchange = try await ExchangePageSamples()
        for (template, pages) in exchange.pages {
            #expect(templates.unknown(in: template, for: pages, beside: exchange.all) == [], "\(template)")
        }
    }

    @Test func `the check itself finds a misspelt name, and a list that no sample fills`() async throws {
        let samples = try await PageSamples()
        let templates = Templates(texts: [
            "message": "{{headng}}{{#frame.languages}}{{cod}}{{/frame.languages}}{{#frame}}{{book}}{{/frame}}"
        ])
        #expect(templates.unknown(in: "message", for: samples.messages) == ["headng", "cod"])
        let empty = Templates(texts: ["request": "{{#discard}}{{label}}{{/discard}}"])
        #expect(empty.unknown(in: "request", for: [samples.requests[0]]) == ["discard: no sample has any"])
        #expect(empty.unknown(in: "request", for: samples.requests) == [])
    }

    @Test func `pages hold texts, truths, lists and structs of these, nothing optional`() async throws {
        let samples = try await PageSamples()
        let orders = try await OrderPageSamples().all + (try await ExchangePageSamples().all)
        for page in samples.queues + samples.tickets + samples.requests + samples.messages + orders {
            check(page, at: "\(type(of: page))")
        }
    }

    private func check(_ value: Any, at path: String) {
        if value is String || value is Bool { return }
        let mirror = Mirror(reflecting: value)
        #expect(mirror.displayStyle == .struct || mirror.displayStyle == .collection, "\(path)")
        for child in mirror.children { check(child.value, at: "\(path).\(child.label ?? "[]")") }
    }

    @Test func `every template is used by a page`() async throws {
        let templates = try Templates()
        var reached: Set<String> = []
        let own = [QueuePage.template, TicketPage.template, RequestPage.template, MessagePage.template]
        let exchange = try await ExchangePageSamples().pages.map(\.template)
        for name in own + exchange + (try await OrderPageSamples().pages.map(\.template)) {
            reached.formUnion(templates.reached(from: name))
        }
        #expect(reached == Set(templates.texts.keys))
    }
}

/// One or more samples of every page, so that together every list has something in it.
struct PageSamples {
    let queues: [any Page]
    let tickets: [any Page]
    let requests: [any Page]
    let messages: [any Page]

    init() async throws {
        let pages = try PageTemplates(directory: projectPath("Templates"))
        let words = pages.words(.english)
        let sample = try await SampleDesk()
        let actor = Actor.sample(SamplePeople.agent)
        let now = sample.clock.now
        let other = try await sample.file()
        try await sample.desk.store.write { records in
            let customer = try SampleOrders.contoso()
            try records.save(customer)
            try records.insert([SampleOrders.requested(paid: Money("1250.00 USD"), by: customer)])
        }
        let filed = try await sample.file(.sample([.title: "Twice"]))
        try await sample.perform(.take, on: filed, by: SamplePeople.agent)
        let link = TicketLink(.related, TicketName(of: other))
        try await sample.perform(.link(link), on: filed, by: SamplePeople.agent)
        try await sample.perform(.edit(FactsForm([.title: "Changed"])), on: filed, by: SamplePeople.requester)
        let content = FileContent(Array("x".utf8))
        let file = try Attachment(name: "a.txt", mediaType: "text/plain", size: content.size, digest: content.digest)
        try await sample.perform(.attach([file]), on: filed, files: [content], by: SamplePeople.requester)
        try await sample.perform(.ask("Which?"), on: filed, by: SamplePeople.agent)
        let draft = try await sample.file(
            isDraft: true,
            files: [IntakeFile(attachment: file, content: content)]
        )
        let assets = AssetPaths(style: "/s", script: "/j", icon: "/i")
        let frame = Frame(words, person: SamplePeople.agent, book: .external, assets: assets, path: "/", notice: "Done")
        let found = QueuePage.Found(
            page: try await sample.desk.list(TicketQuery(), for: actor),
            count: 1000,
            isExact: false,
            isFurther: true
        )
        let counts = try await sample.desk.queue(for: actor)
        try await sample.desk.saveView(named: "Big", query: "amount>=1000", isShared: true, by: actor)
        let views = try await sample.desk.countedViews(for: actor)
        func queue(_ found: Result<QueuePage.Found, QueryFault>) -> QueuePage {
            QueuePage(
                words,
                frame: frame,
                text: "x",
                found: found,
                counts: counts,
                views: views,
                viewer: SamplePeople.agent,
                now: now
            )
        }
        queues = [queue(.success(found)), queue(.failure(QueryFault(.openQuote, column: 1)))]
        let view = try await sample.desk.show(.id(filed.id), to: actor)
        let problems = [Problem("text", .missing), Problem("none", .missing)]
        func ticket(_ action: TicketAction) -> TicketPage {
            let attempt = TicketPage.Attempt(
                action,
                state: FormState(values: ["text": "x"], problems: problems),
                alert: Alert(heading: "No", sentences: ["Because"])
            )
            return TicketPage(
                view,
                words: words,
                frame: frame,
                token: "t",
                agents: [SamplePeople.agent],
                viewer: SamplePeople.agent,
                limits: .standard,
                attempt: attempt,
                now: now
            )
        }
        tickets = [ticket(.reply), ticket(.approve)]
        let draftView = try await sample.desk.show(.id(draft.id), to: actor)
        requests = [
            RequestPage(
                new: words,
                frame: frame,
                token: "t",
                state: FormState(problems: problems),
                limits: .standard,
                verdict: view.judgement.map { VerdictCard($0.verdict, words, now: now) }
            ),
            RequestPage(
                editing: draftView,
                words: words,
                frame: frame,
                token: "t",
                state: nil,
                limits: .standard,
                alert: Alert(heading: "No", sentences: ["Because"], kept: [Alert.Kept(label: "l", text: "t")])
            ),
        ]
        messages = [MessagePage(words, frame: frame, heading: "No", sentence: "Because")]
    }
}

/// Templates as a tree of tags, walked beside the pages that fill them.
struct Templates {
    let texts: [String: String]
    /// Elements seen in lists of each type, for lists that are empty wherever a partial happens to be used.
    private var elements: [String: [Any]] = [:]

    init(texts: [String: String]) { self.texts = texts }

    init() throws {
        var texts: [String: String] = [:]
        let folder = projectPath("Templates/web")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".mustache") {
            texts[String(file.dropLast(9))] = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        }
        self.texts = texts
    }

    private typealias Tag = (sign: Character, name: String)

    private func tags(of template: String) -> [Tag] {
        (texts[template] ?? "{{missing template \(template)}}").matches(of: /\{\{([#^\/>$<]?)([^}]+)\}\}/)
            .filter { !$0.2.hasPrefix("t:") }.map { ($0.1.first ?? " ", String($0.2)) }
    }

    func reached(from template: String) -> Set<String> {
        tags(of: template).filter { $0.sign == ">" || $0.sign == "<" }
            .reduce(into: [template]) { $0.formUnion(reached(from: $1.name)) }
    }

    /// Names that no page has, in the order of the template. What lists hold is also taken from `others`: a partial may have
    /// lists that one page never fills.
    func unknown(in template: String, for pages: [any Page], beside others: [any Page] = []) -> [String] {
        var filled = self
        for page in others + pages { filled.gather(page) }
        return filled.check(template, pages)
    }

    private mutating func gather(_ value: Any) {
        if value is String || value is Bool { return }
        if let list = value as? [Any], !list.isEmpty { elements["\(type(of: value))"] = list }
        for child in Mirror(reflecting: value).children { gather(child.value) }
    }

    private func check(_ template: String, _ pages: [any Page]) -> [String] {
        var tags = tags(of: template)[...]
        return walk(&tags, pages.map { [$0] })
    }

    private func walk(_ tags: inout ArraySlice<Tag>, _ stacks: [[Any]]) -> [String] {
        var unknown: [String] = []
        while let tag = tags.popFirst() {
            switch tag.sign {
            case "/": return unknown
            case ">", "<":
                var inner = self.tags(of: tag.name)[...]
                unknown += walk(&inner, stacks)
                if tag.sign == "<" { unknown += walk(&tags, stacks) }
            case "$": unknown += walk(&tags, stacks)
            case "#", "^":
                let found = stacks.map { ($0, resolve(tag.name, in: $0)) }
                if found.contains(where: { $0.1 == nil }) { unknown.append(tag.name) }
                let inner = tag.sign == "^" ? stacks : found.flatMap { entered($0.0, $0.1) }
                if inner.isEmpty {
                    unknown.append("\(tag.name): no sample has any")
                    var skipped = tags
                    _ = walk(&skipped, stacks)
                    tags = skipped
                } else {
                    unknown += walk(&tags, inner)
                }
            default:
                if tag.name != ".", stacks.contains(where: { resolve(tag.name, in: $0) == nil }) {
                    unknown.append(tag.name)
                }
            }
        }
        return unknown
    }

    private func entered(_ stack: [Any], _ value: Any?) -> [[Any]] {
        guard let value else { return [] }
        if value is Bool { return [stack] }
        if let list = value as? [Any] {
            return (list.isEmpty ? elements["\(type(of: value))"] ?? [] : list).map { stack + [$0] }
        }
        return [stack + [value]]
    }

    private func resolve(_ name: String, in stack: [Any]) -> Any? {
        let parts = name.split(separator: ".").map(String.init)
        guard let first = parts.first else { return stack.last }
        for object in stack.reversed() {
            guard var value = child(first, of: object) else { continue }
            for part in parts.dropFirst() {
                guard let next = child(part, of: value) else { return nil }
                value = next
            }
            return value
        }
        return nil
    }

    private func child(_ name: String, of object: Any) -> Any? {
        Mirror(reflecting: object).children.first { $0.label == name }?.value
    }
}
