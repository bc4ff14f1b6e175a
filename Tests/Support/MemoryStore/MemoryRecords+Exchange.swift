import Casework
import Tickets

extension MemoryRecords {
    func exchangeMark(of ticket: Ticket.ID, with system: String) -> ExchangeMark? {
        state.exchangeMarks.first { $0.ticket == ticket && $0.system == system }
    }

    func exchangeMark(of externalID: String, in system: String) -> ExchangeMark? {
        state.exchangeMarks.first {
            $0.externalID.map { $0.utf8.elementsEqual(externalID.utf8) } ?? false && $0.system == system
        }
    }

    func eachExchangeMark(with system: String, _ body: (ExchangeMark) throws -> Void) throws {
        for mark in state.exchangeMarks.filter({ $0.system == system }).sorted(by: { $0.ticket < $1.ticket }) {
            try body(mark)
        }
    }

    func save(_ mark: ExchangeMark) throws {
        if let id = mark.externalID, let other = exchangeMark(of: id, in: mark.system), other.ticket != mark.ticket {
            throw Overtaken()
        }
        keep(mark)
    }
}
