import Basics

extension Instant {
    /// Reads an instant of a document. Refuses those that UTC carries out of the years 1 to 9999, because they could not be
    /// written again.
    init(exchanged text: String) throws(Fault) {
        let instant = try Instant(text)
        guard Self.writable.contains(instant.milliseconds) else { throw .notAnInstant(text) }
        self = instant
    }

    /// From 0001-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
    private static let writable: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
}
