import Casework
import Orders
import SQL

/// What is new in orders, gathered so that each table is written in one go.
struct OrderRows {
    private var purchases: [[Value]] = []
    private var lines: [[Value]] = []
    private var movements: [[Value]] = []
    private var entries: [[Value]] = []
    private var credits: [[Value]] = []

    mutating func add(_ order: Order, seq: Int64) throws {
        purchases.append(OrderRow.values(order, seq: seq))
        for line in order.lines { try add(line, of: seq) }
    }

    mutating func add(_ line: OrderLine, of seq: Int64) throws {
        lines.append(OrderLineRow.values(line, of: seq))
        let key = LineKey(purchase: seq, line: line.number)
        for (ordinal, movement) in line.ledger.movements.enumerated() { add(movement, key, ordinal: ordinal) }
        for credit in line.credits { try add(credit, key, in: line.ledger) }
    }

    mutating func add(_ movement: Movement, _ key: LineKey, ordinal: Int) {
        movements.append(MovementRow.values(movement, key, ordinal: ordinal))
        entries += MovementRow.entries(movement, key, ordinal: ordinal)
    }

    /// A credit has the place of the movement that gave it.
    mutating func add(_ credit: LineCredit, _ key: LineKey, in ledger: LineLedger) throws {
        guard let ordinal = ledger.movements.firstIndex(where: { $0.key == credit.key && $0.kind == .credit }) else {
            throw StoreError.unexpected("the credit '\(credit.key)' is not in the ledger of its line")
        }
        credits.append(LineCreditRow.values(credit, key, ordinal: ordinal))
    }

    func insert(_ connection: any Connection) throws(SQLError) {
        try connection.runEach(OrderRow.insert, purchases)
        try connection.runEach(OrderLineRow.insert, lines)
        try connection.runEach(MovementRow.insert, movements)
        try connection.runEach(MovementRow.insertEntry, entries)
        try connection.runEach(LineCreditRow.insert, credits)
    }
}
