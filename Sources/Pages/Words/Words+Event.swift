private import Basics
package import Tickets

extension Words {
    /// An event as a sentence. What the reader may not know was taken out of its detail before.
    package func sentence(of event: Event, by who: String) -> String {
        let fields = try? FieldReader(event.detail)
        var values = ["who": who]
        for name in ["reference", "invoice", "line", "toName", "ticketName"] { values[name] = fields?[name] }
        if let currency = fields?["currency"].flatMap({ try? Currency($0) }),
            let money = fields?["amount"].flatMap({ try? Money($0, currency) })
        {
            values["amount"] = amount(money)
        }
        if let reason = fields?["reason"].flatMap(DeclineReason.init(rawValue:)) { values["reason"] = name(reason) }
        if let kind = fields?["kind"].flatMap(CreditKind.init(rawValue:)) { values["kind"] = name(kind) }
        if let fields, case let names = Self.fileNames(in: fields), !names.isEmpty { values["files"] = list(names) }
        return self("event.\(key(of: event, fields, values))", values)
    }

    private func key(of event: Event, _ fields: FieldReader?, _ values: [String: String]) -> String {
        switch event.action {
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .release, .decline, .reply, .lapse, .credit,
            .revoke, .dispute, .reverse, .correct, .close, .reopen, .edit, .attach, .give, .unmerge:
            event.action.rawValue
        case .approve: event.to == .approved ? "approve" : "assent"
        case .settle: values["line"] == nil ? "settle" : "settleLine"
        case .escalate: values["reference"] == nil ? "escalate" : "escalateReference"
        case .answer:
            switch fields?["ruling"] {
            case "granted": "answerGranted"
            case "refused": "answerRefused"
            case "question": "answerQuestion"
            default: "answer"
            }
        case .merge: values["ticketName"] == nil ? "mergeSomewhere" : "merge"
        case .link: "link" + (fields?["relation"].map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "Related")
        case .note: fields?["visibility"] == Visibility.internal.rawValue ? "noteInternal" : "note"
        }
    }

    private static func fileNames(in fields: FieldReader) -> [String] {
        var names: [String] = []
        while let name = fields["file.\(names.count + 1).name"] { names.append(name) }
        return names
    }
}
