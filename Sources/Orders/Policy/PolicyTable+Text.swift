import Basics

/// A policy table as comma-separated text, which a deployment keeps in a file:
///
///     name,product,from,window,credit,source
///     perpetual-2021-06,perpetualSoftware,2021-06-01,30 days,full,where the rule stands
///     linux-plan,linuxPlan,1970-01-01,never,,where the rule stands
///
/// `product` is a ``ProductClass``, `from` the first day whose orders the row covers, `window` is `30 days`,
/// `168 hours`, `never` or `by request`, `credit` is `full`, `prorated` or `prorated after first day`, and blank without
/// a window.
extension PolicyTable {
    /// Reads such text; columns may stand in any order, others are ignored. Two rows of one name, or of one product and
    /// day, are refused. Throws ``PolicyFault`` with everything that is wrong.
    package init(csv text: String) throws(PolicyFault) {
        let table: CSVTable
        let positions: [Int?]
        do throws(CSVTable.Refusal) { table = try CSVTable(text) } catch { throw .text(error) }
        do throws(CSVFlaw) {
            positions = try table.header.positions(of: Column.allCases.map { CSVHeader.Column($0.rawValue) })
        } catch {
            throw .text(CSVTable.Refusal(error, at: Problem.Place(line: table.header.line, column: 1)))
        }
        var problems: [Problem] = []
        var rows: [PolicyRow] = []
        for record in table.records {
            if let problem = table.header.problem(with: record) {
                problems.append(problem)
                continue
            }
            var cells = Cells(record: record, positions: positions.map { $0 ?? record.count })
            if let row = cells.row() {
                cells.check(row, beside: rows)
                rows.append(row)
            }
            problems += cells.problems
        }
        guard problems.isEmpty else { throw .rows(Problems(problems)) }
        self.init(rows)
    }

    /// The text that ``init(csv:)`` reads back. Lines end with a line feed, as in files that people edit.
    package var csv: String {
        ([Column.allCases.map(\.rawValue)] + rows.map(\.cells)).map { CSVText.record($0) + "\n" }.joined()
    }

    /// The line that names the columns.
    package static var header: String { CSVText.record(Column.allCases.map(\.rawValue)) }

    fileprivate enum Column: String, CaseIterable {
        case name, product, from, window, credit, source
    }
}

/// The cells of one row while it is read.
private struct Cells {
    let record: CSVRecord
    /// By ``PolicyTable/Column``.
    let positions: [Int]
    var problems: [Problem] = []

    /// Nil when anything is wrong with a value.
    mutating func row() -> PolicyRow? {
        let name = value(.name) { text throws(Fault) in try Text.line(text, limit: 64) }
        let product = value(.product, Self.productClass)
        let from = value(.from) { text throws(Fault) in try Day(text) }
        let window = value(.window, Window.read)
        let terms = terms(within: window)
        let source = value(.source) { text throws(Fault) in try Text.line(text, limit: 1_000) }
        guard let name, let product, let from, let terms, let source else { return nil }
        return PolicyRow(name: name, product: product, from: from, terms: terms, source: source)
    }

    /// A quote names its row, and an order has exactly one: neither may be ambiguous.
    mutating func check(_ row: PolicyRow, beside others: [PolicyRow]) {
        if others.contains(where: { $0.name == row.name }) { note(.duplicateName(row.name), in: .name) }
        if others.contains(where: { $0.product == row.product && $0.from == row.from }) {
            note(.duplicateName("\(row.product.rawValue) \(row.from)"), in: .from)
        }
    }

    private mutating func terms(within window: Window?) -> PolicyRow.Terms? {
        switch window {
        case nil: nil
        case .open(let window): value(.credit, PolicyRow.Credit.read).map { .cancellable(window, $0) }
        case .never: blankCredit() ? .never : nil
        case .byRequest: blankCredit() ? .byRequest : nil
        }
    }

    private mutating func blankCredit() -> Bool {
        let text = text(.credit)
        if !text.isEmpty { note(.unknownChoice(text, known: ["(nothing)"]), in: .credit) }
        return text.isEmpty
    }

    private mutating func value<Value>(
        _ column: PolicyTable.Column,
        _ read: (String) throws(Fault) -> Value
    ) -> Value? {
        do throws(Fault) {
            let text = text(column)
            if text.isEmpty { throw .missing }
            return try read(text)
        } catch {
            note(error, in: column)
            return nil
        }
    }

    private mutating func note(_ fault: Fault, in column: PolicyTable.Column) {
        problems.append(Problem(column.rawValue, fault, at: record.place(of: position(column))))
    }

    private func text(_ column: PolicyTable.Column) -> String { record.text(position(column)).trimmed }

    private func position(_ column: PolicyTable.Column) -> Int {
        zip(PolicyTable.Column.allCases, positions).first { $0.0 == column }?.1 ?? record.count
    }

    private static func productClass(_ text: String) throws(Fault) -> ProductClass {
        guard let product = ProductClass.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            throw .unknownChoice(text, known: ProductClass.allCases.map(\.rawValue))
        }
        return product
    }
}

/// What the column `window` says.
private enum Window {
    case open(CancellationWindow)
    case never
    case byRequest

    static func read(_ text: String) throws(Fault) -> Window {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if words == ["never"] { return .never }
        if words == ["by", "request"] { return .byRequest }
        if words.count == 2, words[0].utf8.count <= 5, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(words[0])
        {
            switch words[1] {
            case "day", "days": return .open(.days(Int(count)))
            case "hour", "hours": return .open(.hours(count))
            default: break
            }
        }
        throw .unknownChoice(text, known: ["30 days", "168 hours", "never", "by request"])
    }
}

extension PolicyRow.Credit {
    fileprivate var text: String {
        switch self {
        case .full: "full"
        case .prorated: "prorated"
        case .proratedAfterFirstDay: "prorated after first day"
        }
    }

    fileprivate static func read(_ text: String) throws(Fault) -> PolicyRow.Credit {
        let all: [PolicyRow.Credit] = [.full, .prorated, .proratedAfterFirstDay]
        guard let credit = all.first(where: { $0.text == text.lowercased() }) else {
            throw .unknownChoice(text, known: all.map(\.text))
        }
        return credit
    }
}

extension PolicyRow {
    /// In the order of ``PolicyTable/Column``.
    fileprivate var cells: [String] {
        let (window, credit): (String, String) =
            switch terms {
            case .cancellable(.days(let days), let credit): ("\(days) days", credit.text)
            case .cancellable(.hours(let hours), let credit): ("\(hours) hours", credit.text)
            case .never: ("never", "")
            case .byRequest: ("by request", "")
            }
        return [name, product.rawValue, from.description, window, credit, source]
    }
}
