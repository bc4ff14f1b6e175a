package import Casework

extension Paths {
    package static let exchange = "/exchange"

    /// Tickets in another product's format, as a file.
    package static let exchangeExport = "/exchange/export"

    /// What became of one file.
    package static func exchangeRun(_ id: IntakeRun.ID) -> String { "/exchange/imports/\(id)" }

    package static func quarantined(_ ordinal: Int64, of run: IntakeRun.ID) -> String {
        "/exchange/imports/\(run)/\(ordinal)"
    }
}
