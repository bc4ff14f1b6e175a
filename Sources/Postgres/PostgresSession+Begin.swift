import CLibPQ
import SQL

extension PostgresSession {
    /// Opens the transaction. Writers are serializable: whatever rule a transaction checked by reading still holds when it
    /// commits, as with SQLite's one writer, so a use-case is right on both or on neither.
    ///
    /// Where transactions meet in one row (a counter, a queue's count) all but one of them fail, and would again and
    /// again. So writers hold a shared lock on an empty table, and one that is tried again takes it exclusively: it
    /// runs alone and succeeds. Taking a table's lock sends no snapshot ahead, which is why it is not an advisory lock.
    func begin(_ mode: Mode, _ link: ServerLink) throws(SQLError) {
        switch mode {
        case .read:
            try execute("begin isolation level repeatable read read only", link)
        case .write:
            try beginWrite("row share", link)
        case .alone:
            try beginWrite("exclusive", link)
        }
    }

    private func beginWrite(_ lock: String, _ link: ServerLink) throws(SQLError) {
        let text = "begin isolation level serializable; lock table write_lane in \(lock) mode"
        do {
            try execute(text, link)
        } catch .rejected("42P01", _, _) {
            try execute("rollback", link)
            makeLane(link)
            try execute(text, link)
        } catch .timeout {
            throw .busy(place: place)
        }
    }

    /// Two sessions may make the table at once: one of them is refused, and finds it made.
    private func makeLane(_ link: ServerLink) {
        _ = ServerResult(PQexec(link.handle, "create table if not exists write_lane (nothing integer)"))
    }

    private func execute(_ sql: String, _ link: ServerLink) throws(SQLError) {
        let result = ServerResult(PQexec(link.handle, sql))
        guard result.succeeded else {
            if link.isBroken { throw .unavailable(place: place, reason: link.lastMessage) }
            throw SQLError(result, sql: sql, place: place)
        }
    }
}
