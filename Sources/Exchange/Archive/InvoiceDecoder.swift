import Basics
import Casework
import Orders
import XML

/// Reads one `<invoice>` of an archive, or a part of one, as it is claimed to be.
enum InvoiceDecoder {
    /// The claim, or everything in it that could not be read.
    static func decode(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let number = read.text("number")
        let month = read.required("month") { text throws(Fault) in try Month(text) }
        let currency = read.currency("currency")
        let closedAt = read.instant("closed")
        let closedBy = read.person("closedBy")
        let count = read.count("lines")
        let total = currency.flatMap { read.amounts($0) }
        guard read.problems.isEmpty, let number, let month, let closedAt, let closedBy, let count, let total else {
            return (nil, read.problems)
        }
        var problems: [RecordProblem] = []
        var lines: [InvoiceLine] = []
        for child in record.children where child.isNamed("line") {
            var read = RecordAttributes(of: child)
            if let line = line(&read, total.currency) { lines.append(line) }
            problems += RecordProblem.inside("line", read.problems)
        }
        guard problems.isEmpty else { return (nil, problems) }
        let invoice = Invoice(
            number: number,
            month: month,
            closedAt: closedAt,
            closedBy: closedBy,
            lineCount: count,
            total: total
        )
        return (.invoice(InvoiceClaim(invoice: invoice, lines: lines)), [])
    }

    private static func line(_ read: inout RecordAttributes, _ currency: Currency) -> InvoiceLine? {
        let position = read.count("position")
        let customer = read.customer("customer")
        let order = read.order("order")
        let line = read.count("line")
        let charge = read.choice("charge", ChargeType.self)
        let title = read.text("title")
        let item = read.text("item")
        let quantity = read.quantity()
        let price = read.price(currency)
        let amounts = read.amounts(currency)
        let at = read.instant("at")
        let period = read.period()
        let credit = read.optionalText("credit")
        let reference = read.optionalText("reference")
        guard read.problems.isEmpty, let position, let customer, let order, let line, let charge, let title, let item,
            let quantity, let price, let amounts, let at, let period
        else { return nil }
        return InvoiceLine(
            position: position,
            customer: customer,
            order: order,
            line: line,
            charge: charge,
            title: title,
            item: item,
            quantity: quantity,
            unitPrice: price,
            amounts: amounts,
            at: at,
            period: period,
            credit: credit,
            reference: reference
        )
    }
}
