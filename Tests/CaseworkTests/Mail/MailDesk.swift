import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Synchronization
import Tickets

/// Takes everything, or refuses it, and keeps what it saw.
final class SampleCourier: Courier {
    private let state = Mutex<(parcels: [Parcel], refusal: String?)>(([], nil))

    var parcels: [Parcel] { state.withLock { $0.parcels } }

    /// From now on refuses with this reason; nil to take again.
    func refuse(_ reason: String?) { state.withLock { $0.refusal = reason } }

    func deliver(_ parcel: Parcel) async throws(Undeliverable) {
        let refusal = state.withLock {
            $0.parcels.append(parcel)
            return $0.refusal
        }
        if let refusal { throw Undeliverable(refusal) }
    }
}

/// Says that it took a message and then lets somebody do something before the desk can write that down.
struct InterruptedCourier: Courier {
    let meanwhile: @Sendable () async -> Void
    var refusal: String?

    func deliver(_ parcel: Parcel) async throws(Undeliverable) {
        await meanwhile()
        if let refusal { throw Undeliverable(refusal) }
    }
}

extension Fixture {
    /// All mails, the oldest first, of the same instant by version.
    func mails() async -> [OutboxEntry] {
        await store.snapshot.outbox.values.sorted {
            ($0.createdAt, $0.id.ticket, $0.id.version) < ($1.createdAt, $1.id.ticket, $1.id.version)
        }
    }

    func mail() async -> OutboxEntry? { await mails().first }

    /// Delivers what is due; the text of a message is its kind.
    @discardableResult
    func deliver(
        with courier: any Courier,
        limit: Int = 100,
        by person: Person = SamplePeople.system,
        compose: @Sendable (Posting) throws(Undeliverable) -> [UInt8] = { Array($0.entry.kind.rawValue.utf8) }
    ) async throws -> DeliveryReport {
        try await desk.deliver(with: courier, limit: limit, by: .sample(person), compose: compose)
    }
}
