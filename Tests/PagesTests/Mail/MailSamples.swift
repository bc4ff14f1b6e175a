import Basics
import Casework
import Foundation
import MemoryStore
import Pages
import SampleDesk
import Synchronization
import Tickets

/// A folder of templates that a test may change; removed after.
func withTemplates(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "recoup-texts-\(UUID())").path
    let original = URL(fileURLWithPath: projectPath("Templates")).resolvingSymlinksInPath()
    try FileManager.default.copyItem(atPath: original.path, toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

extension String {
    func save(to file: String) throws { try write(toFile: file, atomically: true, encoding: .utf8) }
}

/// Keeps what was to be delivered.
final class PostingCourier: Courier {
    private let state = Mutex<[Posting]>([])

    var postings: [Posting] { state.withLock { $0 } }

    func take(_ posting: Posting) { state.withLock { $0.append(posting) } }

    func deliver(_ parcel: Parcel) async throws(Undeliverable) {}
}

/// What is told of a ticket that has come to `status`, the oldest first.
func postings(
    to status: TicketStatus,
    form: FactsForm = .sample(),
    by requester: Person = SamplePeople.requester,
    then more: [(TicketCommand, Person)] = []
) async throws -> [Posting] {
    let sample = try await SampleDesk()
    let story = SampleStory(to: status, amount: try form.facts().amount)
    let ticket = try await sample.file(form, by: requester)
    for step in story.steps { try await sample.perform(step.command, on: ticket, by: step.person) }
    for (command, person) in more { try await sample.perform(command, on: ticket, by: person) }
    let courier = PostingCourier()
    _ = try await sample.desk.deliver(with: courier, by: .sample(SamplePeople.system)) { posting in
        courier.take(posting)
        return []
    }
    return courier.postings.sorted { $0.event.version < $1.event.version }
}

extension Posting {
    /// The same with another entry.
    func with(_ entry: OutboxEntry) -> Posting {
        Posting(
            entry: entry,
            ticket: ticket,
            event: event,
            author: author,
            answerBy: answerBy,
            reopenDays: reopenDays
        )
    }
}
