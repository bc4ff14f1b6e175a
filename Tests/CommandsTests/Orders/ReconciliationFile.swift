import Foundation

@testable import Commands

/// Parts of the sample reconciliation file.
enum ReconciliationFile {
    static let path = Repository.path + "/Samples/reconciliation.csv"

    /// The title line and some lines of the sample by number, changed by `edit`.
    static func lines(_ numbers: Int..., edit: (String) -> String = { $0 }) throws -> String {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        return ([String(lines[0])] + numbers.map { edit(String(lines[$0 - 1])) }).joined(separator: "\n") + "\n"
    }

    /// Everything that was charged, and nothing that was given back.
    static func charges() throws -> String { try lines(3, 4, 6, 9, 10, 11) }
}
