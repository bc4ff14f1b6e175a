import Casework
import Tickets

/// The tickets of one pass, as far as they were fetched, and which of them is looked at.
struct TriageQueue {
    struct Entry: Hashable {
        let id: Ticket.ID
        /// Nil for a draft.
        let number: Int64?
    }

    let query: TicketQuery
    /// How many the query found when the pass began, at most ``Desk/countingLimit``.
    let total: Int
    private(set) var entries: [Entry] = []
    /// The index of the present one; behind the last when there is none.
    private(set) var position = 0
    /// Where the next page begins.
    private(set) var cursor: Cursor?
    private(set) var isComplete = false

    init(_ query: TicketQuery, total: Int) {
        self.query = query
        self.total = total
    }

    /// Nil behind the end of what was fetched.
    var current: Entry? { entries.indices.contains(position) ? entries[position] : nil }

    /// Adds a page. Tickets that are there already stay where they are.
    mutating func append(_ page: ListPage) {
        let known = Set(entries.map(\.id))
        entries += page.items.map { Entry(id: $0.id, number: $0.number) }.filter { !known.contains($0.id) }
        cursor = page.next
        isComplete = page.next == nil
    }

    mutating func advance() {
        if position < entries.count { position += 1 }
    }

    /// False at the first one.
    mutating func retreat() -> Bool {
        guard position > 0 else { return false }
        position -= 1
        return true
    }

    /// Takes the present one out: it has left the query meanwhile.
    mutating func drop() {
        if entries.indices.contains(position) { entries.remove(at: position) }
    }

    /// Goes to a ticket; one that was not fetched comes in behind the present one.
    mutating func go(to entry: Entry) {
        if let index = entries.firstIndex(where: { $0.id == entry.id }) {
            position = index
        } else {
            position = min(position + 1, entries.count)
            entries.insert(entry, at: position)
        }
    }

    /// The one of `found` that comes next behind the present one: first those that are listed, then those that are to be
    /// fetched yet, then again from the front.
    func next(among found: [Entry]) -> Entry? {
        let places = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let listed = found.compactMap { entry in places[entry.id].map { (place: $0, entry: entry) } }
        return listed.filter { $0.place > position }.min { $0.place < $1.place }?.entry
            ?? found.first { places[$0.id] == nil } ?? listed.min { $0.place < $1.place }?.entry
    }
}
