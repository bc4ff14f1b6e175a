import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func knownRows(among identities: [RowIdentity]) throws -> Set<RowIdentity> {
        var known: Set<RowIdentity> = []
        for piece in identities.pieces(of: 500) {
            let wanted = Set(piece)
            var query: Query = "select hash, invoice, occurrence from read_row where hash"
            query.append(" in ", list: Set(piece.map(\.hash)).map { .digest($0) })
            for row in try connection.rows(query.statement) {
                var reader = ColumnReader(row)
                let hash = try reader.digest()
                let identity = RowIdentity(invoice: try reader.text(), hash: hash, occurrence: try reader.int())
                if wanted.contains(identity) { known.insert(identity) }
            }
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
