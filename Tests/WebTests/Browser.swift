import Basics
import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SampleDesk
import Testing
import Tickets

@testable import Web

/// What a page answered.
struct Answer {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var location: String { headers[.location] ?? "" }

    /// The value of a hidden field of the first form of the page.
    func hidden(_ name: String) throws -> String { try #require(field(name)) }

    func field(_ name: String) -> String? {
        guard let start = text.firstRange(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// One person in front of the desk, as a browser is: it sends an Origin, follows no links by itself and keeps no state but
/// what a test gives it.
struct Browser {
    let client: any TestClientProtocol
    var headers: HTTPFields = [.origin: "http://localhost"]

    func get(_ path: String, method: HTTPRequest.Method = .get, headers extra: HTTPFields = [:]) async throws -> Answer
    {
        try await send(path, method: method, headers: extra, body: nil)
    }

    /// Sends a form as HTML does. `token` is taken from the page at `from` when it is not among the fields.
    func post(
        _ path: String,
        _ fields: [String: String],
        files: [(name: String, bytes: [UInt8])] = [],
        from page: String? = nil
    ) async throws -> Answer {
        var fields = fields
        if let page {
            let shown = try await get(page)
            if fields["form"] == nil { fields["form"] = try shown.hidden("form") }
            if fields["seen"] == nil { fields["seen"] = shown.field("seen") }
        }
        let body = Self.multipart(fields, files: files)
        return try await send(
            path,
            method: .post,
            headers: [.contentType: "multipart/form-data; boundary=XyZ"],
            body: ByteBuffer(bytes: body)
        )
    }

    func send(
        _ path: String,
        method: HTTPRequest.Method,
        headers extra: HTTPFields = [:],
        body: ByteBuffer?
    ) async throws -> Answer {
        var all = headers
        for field in extra { all[field.name] = field.value }
        return try await client.execute(uri: path, method: method, headers: all, body: body) { response in
            Answer(status: response.status, headers: response.headers, bytes: Array(response.body.readableBytesView))
        }
    }

    static func multipart(_ fields: [String: String], files: [(name: String, bytes: [UInt8])] = []) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            body += "--XyZ\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            let name = file.name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "%22")
            body += "--XyZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n".utf8
            body += "Content-Type: application/octet-stream\r\n\r\n".utf8 + file.bytes + "\r\n".utf8
        }
        return body + "--XyZ--\r\n".utf8
    }
}

extension SampleDesk {
    /// Runs the site for one of the sample people.
    func browsing<Value: Sendable>(
        as person: Person,
        spool: String = NSTemporaryDirectory(),
        _ body: @escaping @Sendable (Browser) async throws -> Value
    ) async throws -> Value {
        try await site(for: person, spool: spool).application(port: 0, logger: .quiet).test(.router) { client in
            try await body(Browser(client: client))
        }
    }

    func site(for person: Person, spool: String = NSTemporaryDirectory(), secret: String = "0123456789abcdef") throws
        -> Site
    {
        try Site(
            desk: desk,
            person: person.systemName,
            account: "desk",
            templates: projectPath("Templates"),
            secret: Array(secret.utf8),
            spool: spool
        )
    }

    /// How many events the desk has kept of all its tickets.
    func eventCount() async throws -> Int {
        try await desk.store.read { records in
            var count = 0
            try records.eachHead { head in count += try records.events(of: head.summary.id).count }
            return count
        }
    }
}

extension Logger {
    static var quiet: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }
}

/// A file or folder of the project, from where this file stands.
func projectPath(_ path: String, from file: String = #filePath) -> String {
    var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Templates/web").path),
        folder.path != "/"
    {
        folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent(path).path
}

/// The sample request as form fields.
func sampleFields(_ changes: [String: String] = [:]) -> [String: String] {
    [
        "problem": "refund", "impact": "moderate", "title": "Licences bought twice", "tenant": "contoso.com",
        "purchase": "order:a1b2c3d4e5f6", "reason": "accidental", "explanation": "Pressed twice.",
        "amount": "1250.00", "currency": "USD", "contact.name": "Kim Minji", "contact.email": "kim@fabrikam.com",
        "contact.phone": "", "then": "file",
    ].merging(changes) { $1 }
}
