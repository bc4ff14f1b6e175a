import Basics
import Tickets

/// An event in words.
struct EventText {
    /// What was done.
    let title: String
    /// What it took, a line each.
    let details: [String]
    /// What somebody wrote, with its line ends.
    let words: String?

    init(_ event: Event) {
        do throws(Fault) {
            guard let command = try TicketCommand(event.action, event.detail) else {
                self.init(title: event.action.rawValue)
                return
            }
            self.init(command, event)
        } catch {
            // A reader outside of the desk gets some events without what they took.
            self.init(title: event.action.rawValue)
        }
    }

    private init(title: String, details: [String] = [], words: String? = nil) {
        self.title = title
        self.details = details
        self.words = words
    }

    private init(_ command: TicketCommand, _ event: Event) {
        let title = command.action.rawValue
        switch command {
        case .submit, .discard, .take, .lapse, .close: self.init(title: title)
        case .withdraw(let text), .release(let text), .reopen(let text): self.init(title: title, words: text)
        case .ask(let text), .reply(let text), .revoke(let text), .dispute(let text), .reverse(let text),
            .correct(let text):
            self.init(title: title, words: text)
        case .escalate(let reference, let text):
            self.init(title: title, details: reference.map { ["reference \($0)"] } ?? [], words: text)
        case .decline(let reason, let text): self.init(title: title, details: [reason.rawValue], words: text)
        case .approve(let grant): self.init(title: title, details: Self.grounds(grant, event), words: grant.text)
        case .answer(let answer):
            self.init(
                title: title,
                details: ["Microsoft \(PhaseText.words(answer.ruling)), reference \(answer.reference)"],
                words: answer.text
            )
        case .credit(let reference): self.init(title: title, details: ["reference \(reference)"])
        case .settle(let invoice, let line):
            self.init(title: title, details: ["invoice \(invoice)" + (line.map { ", line \($0)" } ?? "")])
        case .edit(let changes): self.init(title: title, details: Self.differences(changes, event))
        case .note(let message):
            let author = [message.author.map { "from \($0)" }, message.writtenAt.map { "of \($0.minute) UTC" }]
            self.init(
                title: message.visibility == .internal ? "internal note" : "comment",
                details: author.contains { $0 != nil } ? [author.compactMap { $0 }.joined(separator: ", ")] : [],
                words: message.text
            )
        case .attach(let files):
            self.init(title: title, details: files.map { "\($0.name) (\($0.mediaType), \(Sizes.bytes($0.size)))" })
        case .give(let assignee): self.init(title: title, details: ["to \(assignee.name)"])
        case .merge(let survivor, let text): self.init(title: title, details: ["into \(survivor.name)"], words: text)
        case .unmerge(let text): self.init(title: title, words: text)
        case .link(let link): self.init(title: title, details: ["\(link.relation.phrase) \(link.other.name)"])
        }
    }

    /// What was granted, on what verdict, and who vouched or overrode.
    private static func grounds(_ grant: Grant, _ event: Event) -> [String] {
        let assent = event.to == .approved ? "" : ", first of two approvals"
        let ruling = (try? FieldReader(event.detail))?["verdict"].flatMap(Ruling.init(rawValue:))
        return [
            "\(grant.amount) as \(grant.kind.rawValue)\(assent)", ruling.map { "verdict: \($0.phrase)" },
            grant.attested.map { "vouches that \($0) was paid" }, grant.override.map { "overrides the rules: \($0)" },
        ].compactMap(\.self)
    }

    /// `amount: 1250.00 → 900.00`.
    private static func differences(_ changes: FactsForm, _ event: Event) -> [String] {
        let fields = (try? event.detail.list()) ?? []
        return changes.fields.map { field in
            let before = fields.first { $0.name == "was.\(field.rawValue)" }?.value ?? ""
            let after = changes[field] ?? ""
            let old = before.isEmpty ? "(nothing)" : SafeText.line(before)
            return "\(field.rawValue): \(old) → \(after.isEmpty ? "(nothing)" : SafeText.line(after))"
        }
    }
}
