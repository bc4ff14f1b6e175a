import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func lock(_ order: Order.ID) throws {
        switch dialect {
        case .sqlite:
            // A writing transaction is the only one there is.
            break
        case .postgres:
            _ = try connection.first(Statement("select seq from purchase where id = $1 for update", .order(order)))
        }
    }

    func insert(_ orders: [Order]) throws {
        guard !orders.isEmpty else { return }
        let first = try take(orders.count, from: "purchase")
        var rows = OrderRows()
        for (offset, order) in orders.enumerated() { try rows.add(order, seq: first + Int64(offset)) }
        try overtaking(Self.isOfOrder) {
            switch dialect {
            // A savepoint costs SQLite a copy of every page that is touched inside it, and is not needed to go on asking.
            case .sqlite: try rows.insert(connection)
            // PostgreSQL takes nothing after an error but the end of the savepoint that it happened in.
            case .postgres: try connection.savepoint { try rows.insert(connection) }
            }
        }
    }

    func update(_ order: Order, expecting version: Int) throws {
        guard let row = try kept(order.id), let kept = try self.order(order.id), kept.id == order.id else {
            throw StoreError.unexpected("there is no order \(order.id) to change")
        }
        let seq = try row.integer(0)
        let changed = try connection.run(
            Statement(OrderRow.update, OrderRow.values(order, seq: seq, expecting: version))
        )
        guard changed == 1 else { throw Overtaken() }
        var change = OrderChange(of: seq)
        for line in order.lines { try change.add(line, over: kept.line(line.number)) }
        try overtaking(Self.isOfOrder) { try change.apply(connection) }
    }

    /// The keys of orders and credits that come from outside.
    private static func isOfOrder(_ rule: Constraint) -> Bool {
        rule.table == "purchase" && rule.columns != ["seq"] || rule.isUnique("credit", "key")
    }
}

/// What became of one order since it was kept.
private struct OrderChange {
    private let seq: Int64
    private var new = OrderRows()
    private var lines: [[Value]] = []
    private var credits: [[Value]] = []
    private var removed: [[Value]] = []

    init(of seq: Int64) {
        self.seq = seq
    }

    mutating func add(_ line: OrderLine, over kept: OrderLine?) throws {
        guard let kept else {
            try new.add(line, of: seq)
            return
        }
        guard line != kept else { return }
        let key = LineKey(purchase: seq, line: line.number)
        let before = kept.ledger.movements
        guard line.ledger.movements.prefix(before.count).elementsEqual(before) else {
            throw StoreError.unexpected("a ledger can only be added to; nothing was changed in line \(line.number)")
        }
        for (ordinal, movement) in line.ledger.movements.enumerated().dropFirst(before.count) {
            new.add(movement, key, ordinal: ordinal)
        }
        if line.invoice != kept.invoice || line.cancellation != kept.cancellation {
            lines.append(OrderLineRow.values(changing: line, of: seq))
        }
        for credit in kept.credits where !line.credits.contains(where: { $0.key == credit.key }) {
            removed.append([.text(credit.key)])
        }
        for credit in line.credits {
            if let before = kept.credits.first(where: { $0.key == credit.key }) {
                guard before != credit else { continue }
                credits.append(LineCreditRow.values(changing: credit))
            } else {
                try new.add(credit, key, in: line.ledger)
            }
        }
    }

    func apply(_ connection: any Connection) throws(SQLError) {
        try connection.runEach(LineCreditRow.delete, removed)
        try new.insert(connection)
        try connection.runEach(OrderLineRow.update, lines)
        try connection.runEach(LineCreditRow.update, credits)
    }
}
