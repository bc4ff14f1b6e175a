import ArgumentParser
import Basics
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

    static func digest(_ text: String) throws -> Digest {
        do throws(Fault) { return try Digest(text) } catch { throw ValidationError(error.sentence) }
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
