import CLibPQ
import SQL

/// A statement that the server has prepared.
struct ServerStatement {
    let name: String
    /// How many values it wants.
    let bindCount: Int
}

/// libpq's connection, closed when nobody holds it any more.
final class ServerLink {
    let handle: OpaquePointer
    private var prepared: [String: ServerStatement] = [:]
    private var composed = 0
    /// The prepared statements no longer fit the schema: the link is to be replaced.
    var isStale = false

    init(_ address: ServerAddress, _ settings: PostgresSettings) throws(SQLError) {
        var parameters = address.parameters
        let chosen = Set(parameters.map(\.keyword))
        for (keyword, value) in [("connect_timeout", "\(settings.connectSeconds)"), ("application_name", "recoup")]
        where !chosen.contains(keyword) {
            parameters.append((keyword, value))
        }
        parameters.append(("client_encoding", "UTF8"))
        guard let handle = Self.connect(parameters) else {
            throw .unavailable(place: address.place, reason: "out of memory")
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw .unavailable(place: address.place, reason: lastMessage)
        }
        // Notices would be printed to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let session = """
            set statement_timeout = \(settings.statementSeconds * 1000); set client_min_messages = warning; \
            set timezone = 'UTC'
            """
        let answer = ServerResult(PQexec(handle, session))
        guard answer.succeeded else { throw .unavailable(place: address.place, reason: lastMessage) }
        // Cursors are read to their end. A server that is only like PostgreSQL may not know this.
        _ = ServerResult(PQexec(handle, "set cursor_tuple_fraction = 1"))
    }

    deinit { PQfinish(handle) }

    /// Whether the server is still there, as far as can be known without asking it: what it has sent is read, and a
    /// connection that it closed is noticed.
    var isAlive: Bool {
        // The first call may read its farewell, the second the end of the stream.
        PQconsumeInput(handle) == 1 && PQconsumeInput(handle) == 1 && PQstatus(handle) == CONNECTION_OK
    }

    /// Whether the last call found the connection broken.
    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

    /// libpq's last words, on one line.
    var lastMessage: String {
        String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// What the server has prepared for the text, if anything.
    func prepared(_ sql: String) -> ServerStatement? { prepared[sql] }

    /// A name under which the text may be kept prepared at the server; nil if it is not to be kept.
    func newName(_ statement: Statement) -> String? {
        switch statement.reuse {
        case .never: nil
        case .bounded where composed >= 200: nil
        case .always, .bounded: "s\(prepared.count + 1)"
        }
    }

    func keep(_ preparation: ServerStatement, for statement: Statement) {
        prepared[statement.sql] = preparation
        if statement.reuse == .bounded { composed += 1 }
    }

    private static func connect(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
        let keywords = parameters.map { Array($0.keyword.utf8CString) }
        let values = parameters.map { Array($0.value.utf8CString) }
        return withPointers(keywords) { keywords in
            withPointers(values) { values in PQconnectdbParams(keywords, values, 0) }
        }
    }

    /// The texts as a C array that ends with null.
    private static func withPointers<T>(
        _ texts: [[CChar]],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        let all = texts.flatMap { $0 }
        return all.withUnsafeBufferPointer { all in
            var pointers: [UnsafePointer<CChar>?] = []
            var start = 0
            for text in texts {
                pointers.append(all.baseAddress.map { $0 + start })
                start += text.count
            }
            pointers.append(nil)
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
