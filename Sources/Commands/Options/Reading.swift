import ArgumentParser
import Basics
import Casework
import Orders
import Tickets

/// Values of the command line, with our own sentences for those that cannot be read.
enum Reading {
    static func money(_ text: String) throws -> Money {
        do throws(Fault) { return try Money(text) } catch {
            switch error {
            case .notANumber: throw ValidationError("write an amount and its currency, as '1250.00 USD'")
            default: throw ValidationError(error.sentence)
            }
        }
    }

    static func ticket(_ text: String) throws -> TicketReference {
        guard let reference = TicketReference(text) else {
            throw ValidationError("'\(SafeText.line(text))' is no ticket; write R-10001, 10001 or an id")
        }
        return reference
    }

    static func digest(_ text: String) throws -> Digest { try value(text) { text throws(Fault) in try Digest(text) } }

    static func day(_ text: String) throws -> Day { try value(text) { text throws(Fault) in try Day(text) } }

    static func month(_ text: String) throws -> Month { try value(text) { text throws(Fault) in try Month(text) } }

    static func instant(_ text: String) throws -> Instant {
        try value(text) { text throws(Fault) in try Instant(text) }
    }

    static func guid(_ text: String) throws -> GUID { try value(text) { text throws(Fault) in try GUID(text) } }

    static func market(_ text: String) throws -> Market { try value(text) { text throws(Fault) in try Market(text) } }

    static func currency(_ text: String) throws -> Currency {
        try value(text) { text throws(Fault) in try Currency(text) }
    }

    static func zone(_ text: String) throws -> Zone {
        guard let zone = Zone(text) else {
            throw ValidationError(
                "'\(SafeText.line(text))' is not a time zone; write one, as Asia/Seoul or Europe/Berlin"
            )
        }
        return zone
    }

    private static func value<Value>(_ text: String, _ read: (String) throws(Fault) -> Value) throws -> Value {
        do throws(Fault) { return try read(text.trimmed) } catch { throw ValidationError(error.sentence) }
    }
}

extension Impact: ExpressibleByArgument {}
extension RefundReason: ExpressibleByArgument {}
extension ProblemType: ExpressibleByArgument {}
extension DeclineReason: ExpressibleByArgument {}
extension CreditKind: ExpressibleByArgument {}
extension TicketAction: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension Book: ExpressibleByArgument {}
extension Segment: ExpressibleByArgument {}
extension ProductClass: ExpressibleByArgument {}
extension OrderStatus: ExpressibleByArgument {}
extension Setting: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(named: argument)
    }

    package static var allValueStrings: [String] { allCases.map(\.name) }
}
extension Media.Bits: ExpressibleByArgument {}
extension LineCredit.State: ExpressibleByArgument {}
extension ActivityEntry.Kind: ExpressibleByArgument {}
extension VolumeGrouping: ExpressibleByArgument {}
extension TimeGrouping: ExpressibleByArgument {}
