import Casework
import SQL

extension StoreError {
    /// What a database failed at, as the desk tells it.
    init(_ error: SQLError) {
        let sentence = error.sentence
        self =
            switch error {
            case .unavailable, .notADatabase, .address, .closed, .fileExists: .unavailable(sentence)
            case .busy, .serialization, .timeout, .interrupted: .busy(sentence)
            case .full: .full(sentence)
            case .readOnly: .readOnly(sentence)
            case .corrupt: .corrupt(sentence)
            case .commitUnknown: .commitUnknown(sentence)
            case .constraint, .rejected, .nulInText, .bindCount, .missingColumn, .wrongType, .unsupported:
                .unexpected(sentence)
            }
    }

    /// Why a schema could not be brought up to date. A step that failed for want of room, say, is told as that.
    init(_ error: MigrationError) {
        self =
            switch error {
            case .failed(_, _, reason: .full): .full(error.sentence)
            case .failed(_, _, reason: .readOnly): .readOnly(error.sentence)
            case .failed(_, _, reason: .corrupt): .corrupt(error.sentence)
            case .failed, .misnumbered: .unexpected(error.sentence)
            case .newer, .different, .edited, .pending: .unavailable(error.sentence)
            }
    }
}
