import CLibPQ
import SQL

/// A `postgres://` or `postgresql://` address, taken apart by libpq itself, so that all of its parameters work:
/// `postgres://desk@db.example:5433/recoup?sslmode=verify-full`, `postgres:///recoup?host=/run/postgresql`.
struct ServerAddress: Sendable {
    /// libpq's keywords and their values.
    let parameters: [(keyword: String, value: String)]

    init(_ url: String) throws(SQLError) {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            // The address may hold a password, so it is not repeated.
            throw .address("The text given", problem: "it does not begin with postgres://")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            let reason = message.map { String(cString: $0) } ?? "out of memory"
            PQfreemem(message)
            throw .address("The text given", problem: Self.first(of: reason, without: url))
        }
        defer { PQconninfoFree(options) }
        var parameters: [(keyword: String, value: String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters.append((String(cString: keyword), String(cString: value))) }
            option += 1
        }
        self.parameters = parameters
    }

    /// Host and name, for people. Never the password.
    var place: String {
        let host = value("host") ?? value("hostaddr") ?? "the local socket"
        let port = value("port").map { ":" + $0 } ?? ""
        return "\(value("dbname") ?? value("user") ?? "the default database") at \(host)\(port)"
    }

    private func value(_ keyword: String) -> String? {
        parameters.first { $0.keyword == keyword }?.value
    }

    /// libpq's reason up to where it repeats the address.
    private static func first(of reason: String, without url: String) -> String {
        let end = reason.firstRange(of: url)?.lowerBound ?? reason.endIndex
        return reason[..<end].filter { $0 != "\n" && $0 != "\"" }.split(separator: " ").joined(separator: " ")
    }
}
