import SQL

/// Hands out sessions, at most so many, first come, first served.
actor SessionPool {
    private let address: ServerAddress
    private let settings: PostgresSettings
    private var idle: [PostgresSession] = []
    private var used = 0
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<PostgresSession, any Error>)] = []
    private var lastTicket = 0
    private var isClosed = false
    private var drained: [CheckedContinuation<Void, Never>] = []

    init(_ address: ServerAddress, _ settings: PostgresSettings) {
        self.address = address
        self.settings = settings
    }

    /// Lends a session for as long as the work takes.
    nonisolated func withSession<T: Sendable>(
        _ work: (PostgresSession) async throws -> T
    ) async throws -> T {
        let session = try await lend()
        do {
            let result = try await work(session)
            await giveBack(session)
            return result
        } catch {
            await giveBack(session)
            throw error
        }
    }

    private func lend() async throws -> PostgresSession {
        guard !isClosed else { throw SQLError.closed }
        // The last one used is the one most likely to be connected.
        if let session = idle.popLast() {
            used += 1
            return session
        }
        if used < max(settings.connections, 1) {
            used += 1
            return PostgresSession(address, settings)
        }
        lastTicket += 1
        let ticket = lastTicket
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(throwing: SQLError.interrupted)
                } else {
                    waiting.append((ticket, continuation))
                }
            }
        } onCancel: {
            Task { await self.leave(ticket) }
        }
    }

    private func leave(_ ticket: Int) {
        guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: place).continuation.resume(throwing: SQLError.interrupted)
    }

    private func giveBack(_ session: PostgresSession) async {
        if !waiting.isEmpty {
            waiting.removeFirst().continuation.resume(returning: session)
            return
        }
        if isClosed { await session.disconnect() } else { idle.append(session) }
        used -= 1
        guard isClosed, used == 0 else { return }
        for continuation in drained { continuation.resume() }
        drained = []
    }

    /// Refuses new work, lets the running end, and closes every connection.
    func close() async {
        isClosed = true
        for waiter in waiting { waiter.continuation.resume(throwing: SQLError.closed) }
        waiting = []
        let unused = idle
        idle = []
        for session in unused { await session.disconnect() }
        guard used > 0 else { return }
        await withCheckedContinuation { drained.append($0) }
    }
}
