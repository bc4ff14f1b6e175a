import ArgumentParser
import Basics
import Tickets

/// The facts of a refund request.
struct FactOptions: ParsableArguments {
    @Option(name: .long, help: "The type of problem.")
    var problem: ProblemType?

    @Option(name: .long, help: "How much it hurts.")
    var impact: Impact?

    @Option(name: .long, help: ArgumentHelp("One line that says what is wanted.", valueName: "text"))
    var title: String?

    @Option(name: .long, help: ArgumentHelp("The customer's tenant: its GUID or a domain name.", valueName: "tenant"))
    var tenant: String?

    @Option(name: .long, help: ArgumentHelp("The order id.", valueName: "id"))
    var order: String?

    @Option(name: .long, help: ArgumentHelp("The subscription id, instead of an order id.", valueName: "guid"))
    var subscription: String?

    @Option(name: .long, help: "Why the customer wants the purchase undone.")
    var reason: RefundReason?

    @Option(name: .long, help: ArgumentHelp("More in your own words.", valueName: "text"))
    var explanation: String?

    @Option(name: .long, help: ArgumentHelp("The amount requested, as '1250.00 USD'.", valueName: "amount"))
    var amount: String?

    @Option(name: .long, help: ArgumentHelp("Whom the desk may call back.", valueName: "name"))
    var contactName: String?

    @Option(name: .long, help: ArgumentHelp("Their e-mail address.", valueName: "address"))
    var contactEmail: String?

    @Option(name: .long, help: ArgumentHelp("Their telephone number.", valueName: "number"))
    var contactPhone: String?

    func validate() throws {
        if order != nil, subscription != nil { throw ValidationError("--order and --subscription exclude each other") }
    }

    /// What was given, as a form.
    var form: FactsForm {
        var form = FactsForm()
        for field in FactField.allCases { form[field] = value(of: field) }
        return form
    }

    private func value(of field: FactField) -> String? {
        switch field {
        case .problem: problem?.rawValue
        case .impact: impact?.rawValue
        case .title: title
        case .tenant: tenant
        case .purchase: order.map { $0.isEmpty ? "" : "order:\($0)" } ?? subscription.map { "subscription:\($0)" }
        case .reason: reason?.rawValue
        case .explanation: explanation
        case .amount: amount.map { Self.parted($0).number }
        case .currency: amount.flatMap { Self.parted($0).currency }
        case .contactName: contactName
        case .contactEmail: contactEmail
        case .contactPhone: contactPhone
        }
    }

    /// `1250.00 USD` or `USD 1250.00` in its two fields; what is neither stays in the first, for the form to refuse.
    static func parted(_ text: String) -> (number: String, currency: String?) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2 else { return (text, nil) }
        return words[0].contains(where: \.isNumber) ? (words[0], words[1]) : (words[1], words[0])
    }
}

extension FactField {
    /// The option that gives the field at the command line.
    var option: String {
        switch self {
        case .problem: "--problem"
        case .impact: "--impact"
        case .title: "--title"
        case .tenant: "--tenant"
        case .purchase: "--order or --subscription"
        case .reason: "--reason"
        case .explanation: "--explanation"
        case .amount, .currency: "--amount"
        case .contactName: "--contact-name"
        case .contactEmail: "--contact-email"
        case .contactPhone: "--contact-phone"
        }
    }
}
