/// The names of a result's columns, shared by all of its rows.
package final class Columns: Sendable {
    package let names: [String]
    private let positions: [String: Int]

    package init(_ names: [String]) {
        self.names = names
        var positions: [String: Int] = [:]
        for (position, name) in names.enumerated() where positions[name] == nil { positions[name] = position }
        self.positions = positions
    }

    /// Where the first column of that name stands, from 0.
    package func position(of name: String) -> Int? { positions[name] }
}
