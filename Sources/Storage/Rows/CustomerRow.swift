import Basics
import Casework
import Orders
import SQL

/// The row of a customer.
enum CustomerRow {
    static let columns: SQLText = "id, domain, name, market, segment, agreed_day, language"

    static let save: SQLText = """
        insert into customer (id, domain, name, sort_name, market, segment, agreed_day, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do update set
            domain = excluded.domain, name = excluded.name, sort_name = excluded.sort_name, market = excluded.market,
            segment = excluded.segment, agreed_day = excluded.agreed_day, language = excluded.language
        """

    static func values(_ customer: Customer) -> [Value] {
        [
            .id(customer.id), .text(customer.domain.text), .text(customer.name), .text(customer.sortName),
            .text(customer.market.code), .word(customer.segment), .day(orNull: customer.agreedOn),
            .word(orNull: customer.language),
        ]
    }

    static func customer(_ row: Row) throws -> Customer {
        var reader = ColumnReader(row)
        let id: Customer.ID = try reader.id()
        return try reading("customer \(id)") {
            Customer(
                id: id,
                domain: try DomainName(try reader.text()),
                name: try reader.text(),
                market: try Market(try reader.text()),
                segment: try reader.word(),
                agreedOn: try reader.dayOrNil(),
                language: try reader.wordOrNil()
            )
        }
    }
}
