import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func readRows(among identities: [RowIdentity]) throws -> [ReadRow] {
        var known: [ReadRow] = []
        for piece in identities.pieces(of: 500) {
            let wanted = Set(piece)
            var query: Query = "select \(ReadRowRow.columns) from read_row where hash"
            query.append(" in ", list: Set(piece.map(\.hash)).map { .digest($0) })
            known += try connection.rows(query.statement).map(ReadRowRow.row).filter { wanted.contains($0.identity) }
        }
        return known
    }

    func eachReadRow(_ body: (ReadRow) throws -> Void) throws {
        let columns = ReadRowRow.columns
        try connection.each(Statement("select \(columns) from read_row order by invoice, hash, occurrence")) {
            try body(ReadRowRow.row($0))
        }
    }

    func append(_ rows: [ReadRow]) throws {
        for piece in rows.pieces(of: 5_000) { try connection.runEach(ReadRowRow.insert, piece.map(ReadRowRow.values)) }
    }
}
