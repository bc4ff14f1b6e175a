import Basics
import Exchange
import Orders
import XML

/// A CSV file that somebody names on the command line, `-` for standard input.
struct TableFile {
    let name: String
    private let source: ByteSource

    init(_ file: String, _ surroundings: Surroundings) {
        name = file == "-" ? "standard input" : file
        source = file == "-" ? .descriptor(surroundings.input.descriptor) : .file(path: file)
    }

    /// The rows of a reconciliation file, and those that cannot be read. Throws a ``CSVFault``.
    func billedRows() throws -> (rows: [BilledRow], unreadable: [UnusedRecord]) {
        let reader = try ReconciliationReader(source, named: SafeText.line(name))
        var rows: [BilledRow] = []
        var unreadable: [UnusedRecord] = []
        while let record = try reader.next() {
            switch record {
            case .row(let row): rows.append(row)
            case .unreadable(let line, let problems): unreadable.append(UnusedRecord(line, problems))
            }
        }
        return (rows, unreadable)
    }

    /// The offers of a price list, and the rows that cannot be read. Throws a ``CSVFault``.
    func offers() throws -> (offers: [Offer], unreadable: [UnusedRecord]) {
        let reader = try PriceListReader(source, named: SafeText.line(name))
        var offers: [Offer] = []
        var unreadable: [UnusedRecord] = []
        while let record = try reader.next() {
            switch record {
            case .offer(let offer, _): offers.append(offer)
            case .unreadable(let line, let problems): unreadable.append(UnusedRecord(line, problems))
            }
        }
        return (offers, unreadable)
    }
}

extension UnusedRecord {
    /// A row with everything that is wrong with it, each with its column's name.
    fileprivate init(_ line: Int, _ problems: [Problem]) {
        let reasons = problems.map { Problem($0.field, $0.fault).description }
        self.init(place: line, reason: reasons.joined(separator: "; "))
    }
}
