package import Basics
package import Tickets

extension FactsForm {
    /// A complete form: a refund of 1250.00 USD for contoso.com, asked for by Kim. `changes` say what is different.
    package static func sample(_ changes: [FactField: String] = [:]) -> FactsForm {
        let form = FactsForm([
            .problem: "refund",
            .impact: "moderate",
            .title: "Licences bought twice",
            .tenant: "contoso.com",
            .purchase: "order:a1b2c3d4e5f6",
            .reason: "accidental",
            .explanation: "The customer pressed the button twice.",
            .amount: "1250.00",
            .currency: "USD",
            .contactName: "Kim Minji",
            .contactEmail: "kim@fabrikam.com",
            .contactPhone: "+82 2 1234 5678",
        ])
        return form.changed(by: FactsForm(changes))
    }
}

extension TicketOpening {
    /// The opening of Kim's own request.
    package static func sample(
        _ content: TicketContent,
        requester: Person.ID? = SamplePeople.requester.id,
        source: Source? = nil,
        attachments: [Attachment] = []
    ) -> TicketOpening {
        TicketOpening(
            organisation: SamplePeople.organisation.id,
            requester: requester,
            source: source,
            content: content,
            attachments: attachments
        )
    }
}

extension Actor {
    /// The person at the command line, under the account `desk`.
    package static func sample(_ person: Person, from origin: Origin = .cli) -> Actor {
        Actor(person: person, account: "desk", origin: origin)
    }
}
