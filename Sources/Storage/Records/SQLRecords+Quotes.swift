import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func quote(_ id: GUID) throws -> OfferedQuote? {
        let (columns, promises) = (QuoteRow.columns, QuoteRow.promiseColumns)
        guard let row = try connection.first(Statement("select \(columns) from quote where id = $1", .guid(id))) else {
            return nil
        }
        let lines = Statement("select \(promises) from quote_line where quote = $1 order by position", .guid(id))
        return try QuoteRow.quote(row, connection.rows(lines))
    }

    func save(_ quote: OfferedQuote) throws {
        try connection.run(Statement(QuoteRow.insert, QuoteRow.values(quote)))
        try connection.runEach(QuoteRow.insertPromise, QuoteRow.promises(quote))
    }
}
