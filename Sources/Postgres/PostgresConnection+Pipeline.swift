import CLibPQ
import SQL

extension PostgresConnection {
    /// Sends many executions before the first answer is read; one round trip for each portion.
    @discardableResult
    func runEach(_ sql: SQLText, _ binds: [[Value]]) throws(SQLError) -> Int {
        guard !binds.isEmpty else { return 0 }
        let statement = Statement(sql)
        guard let prepared = try prepared(statement) else { return 0 }
        for list in binds { try check(list, prepared, sql.string) }
        guard PQenterPipelineMode(link.handle) == 1 else {
            throw .rejected(code: "pipeline", message: link.lastMessage, sql: sql.string)
        }
        // What is refused leaves the pipeline empty: every portion is answered before the next is sent.
        defer { PQexitPipelineMode(link.handle) }
        var changed = 0
        var next = binds.startIndex
        while next < binds.endIndex {
            if Task.isCancelled { throw .interrupted }
            let (sent, refusal) = send(binds[next...], prepared.name)
            changed += try answers(sent, statement)
            if let refusal { throw refusal }
            next += sent
        }
        return changed
    }

    /// Sends executions up to 500 or 1 MiB, and the mark that ends them.
    private func send(_ binds: ArraySlice<[Value]>, _ name: String) -> (sent: Int, refusal: SQLError?) {
        var sent = 0
        var bytes = 0
        var refusal: SQLError?
        for list in binds {
            guard sent < 500, bytes < 1024 * 1024 else { break }
            do {
                let values = try BoundValues(list)
                bytes += values.byteCount
                let code = values.withParameters { count, values, lengths, formats in
                    PQsendQueryPrepared(link.handle, name, count, values, lengths, formats, 1)
                }
                guard code == 1 else {
                    refusal = .unavailable(place: place, reason: link.lastMessage)
                    break
                }
                sent += 1
            } catch {
                refusal = error
                break
            }
        }
        PQpipelineSync(link.handle)
        return (sent, refusal)
    }

    /// Reads the answers up to the mark and throws the first error among them.
    private func answers(_ sent: Int, _ statement: Statement) throws(SQLError) -> Int {
        var changed = 0
        var answered = 0
        var error: SQLError?
        for _ in 0..<sent {
            while let handle = PQgetResult(link.handle) {
                let result = ServerResult(handle)
                answered += 1
                if result.succeeded {
                    changed += result.changedRows
                } else if error == nil, result.status != PGRES_PIPELINE_ABORTED {
                    error = failure(result, sql: statement.sql)
                }
            }
        }
        // The mark itself.
        while let handle = PQgetResult(link.handle) {
            let result = ServerResult(handle)
            if result.status == PGRES_PIPELINE_SYNC { break }
            if link.isBroken { break }
        }
        if let error { throw error }
        guard answered == sent, !link.isBroken else {
            throw .unavailable(place: place, reason: "the connection broke")
        }
        return changed
    }
}
