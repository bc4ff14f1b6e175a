import Basics
import Casework
package import Orders

/// A customer's data as a form: of a new one, or of one that is there.
package struct CustomerFormPage: Page {
    package static let template = "customerform"
    package let frame: Frame
    package let heading: String
    package let intro: String
    package let path: String
    package let token: String
    /// Names the data that the form began with.
    package let hasSeen: Bool
    package let seen: String
    package let alerts: [Alert]
    package let fields: [FormField]
    package let label: String
    package let cancelPath: String

    /// - Parameters:
    ///   - known: the customer whose data are changed; nil for a new one.
    ///   - state: what was typed, when the form is shown again.
    package init(
        _ words: Words,
        frame: Frame,
        known: Customer?,
        token: String,
        state: FormState?,
        alert: Alert? = nil
    ) {
        self.frame = frame
        heading = known.map { words("customerForm.change", ["name": $0.name]) } ?? words("customerForm.new")
        intro = words(known == nil ? "customerForm.newIntro" : "customerForm.changeIntro")
        path = known.map { Paths.edit($0.id) } ?? Paths.customers
        self.token = token
        hasSeen = known != nil
        seen = known?.fingerprint ?? ""
        let shown = state ?? known.map { FormState(values: Self.values(of: $0)) } ?? FormState()
        let fields = CustomerFields(words: words, state: shown).list(isNew: known == nil)
        self.fields = fields
        let summary =
            shown.problems.isEmpty
            ? []
            : [
                Alert(
                    heading: words.count("form.problems", shown.problems.count),
                    sentences: shown.rest(besides: fields).map { words.sentence($0.fault) }
                )
            ]
        alerts = alert.map { [$0] } ?? summary
        label = words(known == nil ? "customerForm.add" : "form.saveChanges")
        cancelPath = known.map { Paths.customer($0.id) } ?? Paths.customers
    }

    private static func values(of customer: Customer) -> [String: String] {
        Dictionary(uniqueKeysWithValues: customer.fields.map { ($0.name, $0.value) })
    }
}

extension Customer {
    /// By the names of the form's fields.
    fileprivate var fields: [(name: String, value: String)] {
        [
            ("tenant", id.description), ("domain", domain.text), ("name", name), ("market", market.code),
            ("segment", segment.rawValue), ("agreed", agreedOn?.description ?? ""),
            ("language", language?.rawValue ?? ""),
        ]
    }

    /// Another one for other data, so that a form that was opened before somebody changed them is noticed.
    package var fingerprint: String {
        // Each of them is one line.
        String(Digest.of(fields.map(\.value).joined(separator: "\n")).description.prefix(16))
    }

    /// The data in one line, for people.
    package func summary(_ words: Words) -> String {
        words.list([
            name, domain.text, "\(market.name) (\(market.code))", words.name(segment), agreedOn?.description ?? "–",
        ])
    }
}

/// The fields of a customer's form, by the names that the desk gives to their problems.
private struct CustomerFields {
    let words: Words
    let state: FormState

    func list(isNew: Bool) -> [FormField] {
        let markets = Market.all.sorted { $0.name < $1.name }.map { ($0.code, "\($0.name) (\($0.code))") }
        return (isNew ? [field("tenant", .line(type: "text"), isRequired: true)] : []) + [
            field("domain", .line(type: "text"), isRequired: true),
            field("name", .line(type: "text"), isRequired: true, hasHint: false),
            field("market", .choice(markets, empty: words("form.choose")), isRequired: true, hasHint: false),
            field(
                "segment",
                .choice(Segment.allCases.map { ($0.rawValue, words.name($0)) }, empty: nil),
                isRequired: true,
                hasHint: false
            ),
            field("agreed", .line(type: "date")),
            field(
                "language",
                .choice(Language.allCases.map { ($0.rawValue, $0.name) }, empty: words("customerForm.desk"))
            ),
        ]
    }

    private func field(
        _ name: String,
        _ kind: FormField.Kind,
        isRequired: Bool = false,
        hasHint: Bool = true
    ) -> FormField {
        FormField(
            name,
            in: "customer",
            label: words("customerForm.field.\(name)"),
            kind: kind,
            value: state.values[name] ?? "",
            isRequired: isRequired,
            hint: hasHint ? words("customerForm.hint.\(name)") : "",
            problem: state.problem(of: name, in: words)
        )
    }
}
