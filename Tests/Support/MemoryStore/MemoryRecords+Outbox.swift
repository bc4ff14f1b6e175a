import Basics
import Casework
import Tickets

extension MemoryRecords {
    func dueMail(at now: Instant) -> OutboxEntry? {
        let due = state.outbox.values.compactMap { mail in mail.dueAt.map { (at: $0, mail: mail) } }
        return due.filter { $0.at <= now }
            .min { $0.at == $1.at ? place(of: $0.mail) < place(of: $1.mail) : $0.at < $1.at }?.mail
    }

    func mail(_ id: OutboxEntry.ID) -> OutboxEntry? { state.outbox[id] }

    func mails(limit: Int) -> [OutboxEntry] {
        Array(state.outbox.values.sorted { place(of: $0) > place(of: $1) }.prefix(limit))
    }

    func append(_ mail: OutboxEntry) throws {
        guard state.outbox[mail.id] == nil else { throw Overtaken() }
        guard events(of: mail.id.ticket).contains(where: { $0.version == mail.id.version }) else {
            throw StoreError.unexpected("there is no event \(mail.id) to send a mail of")
        }
        change(mail)
    }

    func save(_ mail: OutboxEntry) throws {
        guard state.outbox[mail.id] != nil else { throw StoreError.unexpected("there is no mail \(mail.id)") }
        change(mail)
    }

    /// Where a mail stands among others.
    private func place(of mail: OutboxEntry) -> (Instant, Int64, Int) {
        (mail.createdAt, state.ticket(mail.id.ticket)?.sequence ?? 0, mail.id.version)
    }
}
