import Basics
import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Orders
import Pages

extension Site {
    /// Days that the log shows when nobody says otherwise.
    private static let activityDays = 30

    /// Who saw keys and took downloads, day by day.
    func showActivity(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.readAccessLog)
        let question = ActivityQuestion(QueryString(request.uri.query), today: desk.now().day, days: Self.activityDays)
        var problems: [Problem] = []
        var entries: [ActivityEntry]?
        var obstacle: Alert?
        var status = HTTPResponse.Status.ok
        do {
            entries = try await find(question, for: person, limit: ActivityPage.limit + 1)
        } catch DeskError.invalid(let found) {
            problems = found.list
            status = .badRequest
        } catch let error as DeskError {
            guard case .noSuchCustomer = error else { throw error }
            obstacle = alert(error, context)
            status = error.status
        }
        let page = ActivityPage(
            pages.words(context.language),
            frame: frame(context, path: "\(Paths.activity)?\(question.query)"),
            state: FormState(values: question.values, problems: problems),
            entries: entries,
            customers: try await customers(of: entries ?? [], for: person),
            query: question.query,
            alert: obstacle,
            now: desk.now()
        )
        return html(page, context, status: status)
    }

    /// The same as a file, with everything that the page had to cut.
    func sendActivityLog(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.readAccessLog)
        let question = ActivityQuestion(QueryString(request.uri.query), today: desk.now().day, days: Self.activityDays)
        let entries = try await find(question, for: person, limit: 100_000)
        let customers = try await customers(of: entries, for: person)
        let name = "recoup-activity-\(question.values["from"] ?? "")-\(question.values["to"] ?? "").csv"
        let isHead = request.method == .head
        var response = Self.attachment([], name: name, type: "text/csv; charset=utf-8")
        guard !isHead else { return response }
        response.body = ResponseBody { writer in
            var piece = CSVText.line(Self.logColumns)
            for (index, entry) in entries.enumerated() {
                piece += CSVText.line(Self.cells(entry, customers[entry.customer]))
                if index % 500 == 499 {
                    try await writer.write(ByteBuffer(string: piece))
                    piece = ""
                }
            }
            try await writer.write(ByteBuffer(string: piece))
            try await writer.finish(nil)
        }
        return response
    }

    private static let logColumns = [
        "at", "kind", "outcome", "by", "account", "door", "customer", "domain", "name", "order", "line", "detail",
        "refusal",
    ]

    private static func cells(_ entry: ActivityEntry, _ customer: Customer?) -> [String] {
        [
            entry.at.description, entry.kind.rawValue, entry.refusal == nil ? "granted" : "refused", entry.byName,
            entry.account, entry.door, entry.customer.description, customer?.domain.text ?? "", customer?.name ?? "",
            entry.order?.text ?? "", entry.line.map { String($0) } ?? "", entry.detail, entry.refusal ?? "",
        ]
    }

    /// Throws ``DeskError/invalid(_:)`` and ``DeskError/noSuchCustomer(_:)``.
    private func find(_ question: ActivityQuestion, for person: Person, limit: Int) async throws -> [ActivityEntry] {
        let filter: ActivityFilter
        do throws(Problems) { filter = try question.filter() } catch { throw DeskError.invalid(error) }
        return try await desk.activity(filter, of: question.customer, for: actor(person), limit: limit)
    }

    private func customers(of entries: [ActivityEntry], for person: Person) async throws -> [Customer.ID: Customer] {
        var customers: [Customer.ID: Customer] = [:]
        for id in Set(entries.map(\.customer)) {
            do { customers[id] = try await desk.customer(.id(id), for: actor(person)) } catch DeskError.noSuchCustomer {
            }
        }
        return customers
    }
}

/// Which days, whose, and whether only keys and downloads.
struct ActivityQuestion {
    /// As they were typed, or as they stand when nobody typed anything.
    let values: [String: String]

    init(_ asked: QueryString, today: Day, days: Int) {
        values = [
            "from": asked["from"] ?? today.adding(days: -days).description,
            "to": asked["to"] ?? today.description,
            "customer": asked["customer"] ?? "",
            "show": asked["show"] == "all" ? "all" : "keys",
        ]
    }

    /// The question as it stands in an address.
    var query: String {
        ["from", "to", "customer", "show"].map { "\($0)=\(Paths.percentEncoded(values[$0] ?? ""))" }
            .joined(separator: "&")
    }

    var customer: CustomerReference? {
        let text = (values["customer"] ?? "").trimmed
        return text.isEmpty ? nil : CustomerReference(text)
    }

    /// Throws every problem.
    func filter() throws(Problems) -> ActivityFilter {
        var problems: [Problem] = []
        func day(_ field: String) -> Day? {
            let text = (values[field] ?? "").trimmed
            guard !text.isEmpty else { return nil }
            do throws(Fault) { return try Day(text) } catch {
                problems.append(Problem(field, error))
                return nil
            }
        }
        let (from, to) = (day("from"), day("to"))
        if let from, let to, to < from { problems.append(Problem("to", .beforeStart(day: to, start: from))) }
        guard problems.isEmpty else { throw Problems(problems) }
        let kinds = ActivityEntry.Kind.allCases.filter { values["show"] == "all" || $0.isAccess }
        var filter = ActivityFilter(kinds: Set(kinds))
        filter.from = from?.start
        filter.before = to?.adding(days: 1).start
        return filter
    }
}
