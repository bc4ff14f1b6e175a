package import Basics
package import Orders

/// What is said of an invoice, with a part of its lines. Not yet believed.
package struct InvoiceClaim: Hashable, Sendable {
    package let invoice: Invoice
    /// In the order of their positions. A long invoice comes in several parts, each in a record of its own, one behind the
    /// other.
    package let lines: [InvoiceLine]

    package init(invoice: Invoice, lines: [InvoiceLine]) {
        self.invoice = invoice
        self.lines = lines
    }

    /// Lines that a part holds at most, so that no record of an archive grows with the invoice.
    package static let part = 1_000
    /// Lines that an invoice is believed to have at most: it is put together in memory.
    package static let limit = 1_000_000

    /// The position of the first line; 0 without lines.
    package var first: Int { lines.first?.position ?? 0 }
    package var last: Int { lines.last?.position ?? 0 }

    /// Whether lines are to follow in another part.
    package var goesOn: Bool { last < invoice.lineCount }
}

/// Why what is said of an invoice is not believed.
package enum InvoiceFault: Error, Hashable, Sendable {
    case lineCount(Int)
    case count(stated: Int, actual: Int)
    case misplaced(position: Int, expected: Int)
    case currency(position: Int, Currency)
    /// Parts that should stand before or behind this one do not.
    case missing(first: Int, last: Int)
    case total(stated: LineAmounts, lines: LineAmounts)
    case tooLarge

    package var sentence: String {
        switch self {
        case .lineCount(let count): "it is said to have \(count) lines; an invoice has 1 to \(InvoiceClaim.limit)"
        case .count(let stated, let actual): "it is said to have \(stated) lines, but there are \(actual)"
        case .misplaced(let position, let expected): "line \(position) stands where line \(expected) belongs"
        case .currency(let position, let currency):
            "line \(position) is in \(currency), which is not the invoice's currency"
        case .missing(let first, let last):
            first == last ? "its line \(first) is missing" : "its lines \(first) to \(last) are missing"
        case .total(let stated, let lines):
            "it is said to be of \(stated.parts), but its lines sum to \(lines.parts)"
        case .tooLarge: "its lines sum to more than can be counted"
        }
    }
}

extension InvoiceClaim {
    /// Checks what a part can tell by itself.
    package func verify() throws(InvoiceFault) {
        guard (1...Self.limit).contains(invoice.lineCount) else { throw .lineCount(invoice.lineCount) }
        guard let first = lines.first else { throw .missing(first: 1, last: invoice.lineCount) }
        guard (1...invoice.lineCount).contains(first.position) else {
            throw .misplaced(position: first.position, expected: 1)
        }
        for (offset, line) in lines.enumerated() {
            let expected = first.position + offset
            guard line.position == expected, expected <= invoice.lineCount else {
                throw .misplaced(position: line.position, expected: min(expected, invoice.lineCount))
            }
            guard line.amounts.currency == invoice.currency, line.amounts.currency == invoice.total.currency else {
                throw .currency(position: line.position, line.amounts.currency)
            }
        }
    }
}

/// Puts an invoice together from its parts, as they follow each other.
package struct InvoiceGathering: Sendable {
    package private(set) var invoice: Invoice?
    package private(set) var lines: [InvoiceLine] = []

    package init() {}

    /// Whether `claim` is the part that comes next.
    package func continues(with claim: InvoiceClaim) -> Bool {
        guard let invoice else { return claim.first == 1 }
        return invoice.fields == claim.invoice.fields && claim.first == lines.count + 1
    }

    /// Takes the part that comes next. Each was verified.
    package mutating func take(_ claim: InvoiceClaim) {
        invoice = claim.invoice
        lines += claim.lines
    }

    package var isComplete: Bool { lines.count == invoice?.lineCount }

    /// What is missing; nil when all lines are there.
    package var gap: InvoiceFault? {
        guard let invoice, !isComplete else { return nil }
        return .missing(first: lines.count + 1, last: invoice.lineCount)
    }

    /// Checks the total of a complete invoice.
    package func verify() throws(InvoiceFault) {
        guard let invoice else { return }
        var (net, tax) = (Int128(0), Int128(0))
        for line in lines {
            net += Int128(line.amounts.net)
            tax += Int128(line.amounts.tax)
        }
        guard let net = Int64(exactly: net), let tax = Int64(exactly: tax),
            !net.addingReportingOverflow(tax).overflow
        else { throw .tooLarge }
        let sum = LineAmounts(net: net, tax: tax, invoice.currency)
        guard sum == invoice.total else { throw .total(stated: invoice.total, lines: sum) }
    }
}
