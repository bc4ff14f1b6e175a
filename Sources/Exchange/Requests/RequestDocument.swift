import Basics
import Tickets
import XML

/// Writes the facts of a request as a `<request>` of an intake.
enum RequestDocument {
    static func write(_ form: FactsForm, id: String, to writer: XMLWriter) throws(XMLWriterError) {
        try writer.start("request", [("id", id)])
        for field in [FactField.problem, .impact, .title, .tenant] {
            try write(field.rawValue, form[field], to: writer)
        }
        if let purchase = form[.purchase] {
            let isOrder = !purchase.hasPrefix("subscription:")
            let colon = purchase.firstIndex(of: ":").map { purchase.index(after: $0) } ?? purchase.startIndex
            try writer.element(isOrder ? "order" : "subscription", text: String(purchase[colon...]))
        }
        try write("reason", form[.reason], to: writer)
        try write("explanation", form[.explanation], to: writer)
        if let amount = form[.amount] {
            try writer.element("amount", form[.currency].map { [("currency", $0)] } ?? [], text: amount)
        }
        try writer.start("contact")
        try write("name", form[.contactName], to: writer)
        try write("email", form[.contactEmail], to: writer)
        try write("phone", form[.contactPhone], to: writer)
        try writer.end()
        try writer.end()
    }

    private static func write(_ name: String, _ text: String?, to writer: XMLWriter) throws(XMLWriterError) {
        if let text { try writer.element(name, text: text) }
    }
}
