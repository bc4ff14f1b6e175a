import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func customer(_ id: Customer.ID) throws -> Customer? {
        let columns = CustomerRow.columns
        return try connection.first(Statement("select \(columns) from customer where id = $1", .id(id)))
            .map(CustomerRow.customer)
    }

    func customer(_ reference: CustomerReference) throws -> Customer? {
        switch reference {
        case .id(let id): return try customer(id)
        case .domain(let domain):
            let columns = CustomerRow.columns
            let row = try connection.first(
                Statement("select \(columns) from customer where domain = $1", .text(domain.text))
            )
            // Some names look like domains.
            return try row.map(CustomerRow.customer) ?? customer(named: domain.text)
        case .name(let name): return try customer(named: name)
        }
    }

    private func customer(named name: String) throws -> Customer? {
        let columns = CustomerRow.columns
        let rows = try connection.rows(
            Statement(
                "select \(columns) from customer where sort_name = $1 order by id limit 2",
                .text(asciiLowercased(name))
            )
        )
        return rows.count == 1 ? try CustomerRow.customer(rows[0]) : nil
    }

    func customers(beginning: String?, after cursor: CustomerCursor?, limit: Int) throws -> [Customer] {
        var conditions: [Query] = []
        if let beginning, !beginning.isEmpty {
            let prefix = asciiLowercased(beginning)
            let (name, domain) = (Query("sort_name", beginning: prefix), Query("domain", beginning: prefix))
            conditions.append("((\(name)) or (\(domain)))")
        }
        if let cursor { conditions.append("(sort_name, id) > (\(.text(cursor.name)), \(.id(cursor.id)))") }
        var query: Query = "select \(CustomerRow.columns) from customer\(Query(whereAll: conditions))"
        query.append(" order by sort_name, id limit ", .integer(limit))
        return try connection.rows(query.statement).map(CustomerRow.customer)
    }

    func eachCustomer(_ body: (Customer) throws -> Void) throws {
        try connection.each(Statement("select \(CustomerRow.columns) from customer order by id")) {
            try body(CustomerRow.customer($0))
        }
    }

    func save(_ customer: Customer) throws {
        let other = Statement(
            "select 1 from customer where domain = $1 and id <> $2",
            .text(customer.domain.text),
            .id(customer.id)
        )
        // Asked before it is tried, because PostgreSQL takes nothing more after a refusal.
        guard try connection.first(other) == nil else { throw DomainTaken(domain: customer.domain.text) }
        do { try connection.run(Statement(CustomerRow.save, CustomerRow.values(customer))) } catch {
            guard case .constraint(let rule, _) = error, rule.isUnique("customer", "domain") else { throw error }
            throw DomainTaken(domain: customer.domain.text)
        }
    }
}
