package import Basics
import Casework
package import Orders
import Tickets

/// The activity log: seed, "View activity for software key access and software downloads".
package struct ActivityPage: Page {
    package static let template = "activity"
    package let frame: Frame
    package let alerts: [Alert]
    package let fields: [FormField]
    package let rows: [Row]
    package let hasRows: Bool
    package let isEmpty: Bool
    package let found: String
    /// That there is more than the page shows.
    package let isCut: Bool
    package let cut: String
    package let canExport: Bool
    package let exportPath: String

    package struct Row: Sendable {
        package let act: ActEntry
        package let door: String
        package let account: String
        package let customer: String
        package let customerPath: String
        package let hasOrder: Bool
        package let order: String
        package let orderPath: String
    }

    /// Entries on one page.
    package static let limit = 500

    /// - Parameters:
    ///   - entries: at most one more than ``limit``; nil when the filter cannot be read.
    ///   - customers: those of the entries, by id.
    ///   - query: the filter as it stands in the address.
    package init(
        _ words: Words,
        frame: Frame,
        state: FormState,
        entries: [ActivityEntry]?,
        customers: [Customer.ID: Customer],
        query: String,
        alert: Alert? = nil,
        now: Instant
    ) {
        self.frame = frame
        alerts = alert.map { [$0] } ?? []
        func field(_ name: String, _ kind: FormField.Kind) -> FormField {
            FormField(
                name,
                in: "activity",
                label: words("activity.\(name)"),
                kind: kind,
                value: state.values[name] ?? "",
                isRequired: true,
                isShort: true,
                problem: state.problem(of: name, in: words)
            )
        }
        fields = [
            field("from", .line(type: "date")), field("to", .line(type: "date")),
            field("customer", .line(type: "search")),
            field(
                "show",
                .choice([("keys", words("activity.keys")), ("all", words("activity.all"))], empty: nil)
            ),
        ]
        let shown = (entries ?? []).prefix(Self.limit)
        rows = shown.map { entry in
            let customer = customers[entry.customer]
            return Row(
                act: ActEntry(entry, words, now: now),
                door: Origin(rawValue: entry.door).map { words.name($0) } ?? entry.door,
                account: entry.account,
                customer: customer?.name ?? entry.customer.description,
                customerPath: Paths.customer(entry.customer),
                hasOrder: entry.order != nil,
                order: entry.order?.text ?? "",
                orderPath: entry.order.map { Paths.order($0) } ?? ""
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty && entries != nil
        found = words.count("activity.found", rows.count)
        isCut = (entries?.count ?? 0) > Self.limit
        cut = words("activity.cut", ["count": grouped(String(Self.limit))])
        canExport = entries != nil
        exportPath = Paths.activityLog(query)
    }
}
