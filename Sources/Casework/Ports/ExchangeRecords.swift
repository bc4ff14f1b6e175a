package import Tickets

/// What was last exchanged with other systems.
package protocol ExchangeRecords {
    func exchangeMark(of ticket: Ticket.ID, with system: String) throws -> ExchangeMark?
    /// The ticket that has this key there.
    func exchangeMark(of externalID: String, in system: String) throws -> ExchangeMark?
    /// All marks with a system, by ticket.
    func eachExchangeMark(with system: String, _ body: (ExchangeMark) throws -> Void) throws
}

package protocol MutableExchangeRecords: ExchangeRecords {
    /// Adds or replaces by system and ticket. Throws ``Overtaken`` when another ticket has its key there.
    func save(_ mark: ExchangeMark) throws
}
