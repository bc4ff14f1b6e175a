import Casework

extension ExchangeMark {
    /// As it was before anything was read there.
    func with(externalID: String?) -> ExchangeMark {
        ExchangeMark(
            system: system,
            ticket: ticket,
            externalID: externalID,
            version: version,
            form: form,
            note: nil,
            at: at
        )
    }
}
