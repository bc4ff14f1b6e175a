/// What a document is, by its first bytes.
package enum ExchangeDetection: Hashable, Sendable {
    case own
    case foreign(ExchangeFormat)
    case unknown

    package static func detect(_ beginning: [UInt8]) -> ExchangeDetection {
        .unknown
    }
}
