import AsyncHTTPClient
import Exchange
import NIOCore
import NIOHTTP1
import XML

/// Talks to one Redmine over its REST API in XML: one request at a time, no redirects, every answer bounded, the key in a
/// header and nowhere else.
package struct RedmineClient: Sendable {
    private let address: RedmineAddress
    private let key: RedmineKey
    private let limits: Limits
    private let http: HTTPClient

    /// How long and how much.
    package struct Limits: Hashable, Sendable {
        /// For one request with its answer.
        package var seconds: Int64 = 60
        package var connectSeconds: Int64 = 10
        /// Bytes of one answer.
        package var answerBytes = 64 << 20
        /// Milliseconds before each further try of what is safe to do twice.
        package var pauses: [Int64] = [500, 2_000, 8_000]
        /// The longest pause that the server may ask for.
        package var longestPause: Int64 = 60_000

        package init() {}
    }

    /// Opens a client for as long as `body` runs.
    package static func connected<Value: Sendable>(
        to address: RedmineAddress,
        key: RedmineKey,
        limits: Limits = Limits(),
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RedmineClient) async throws -> Value
    ) async throws -> Value {
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.timeout.connect = .seconds(limits.connectSeconds)
        settings.connectionPool.retryConnectionEstablishment = false
        settings.httpVersion = .http1Only
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(
                try await body(RedmineClient(address: address, key: key, limits: limits, http: http))
            )
        } catch { outcome = .failure(error) }
        try? await http.shutdown()
        return try outcome.get()
    }

    // MARK: What it does

    package func get(_ path: String, _ query: [(name: String, value: String)] = []) async throws -> [UInt8] {
        try await send(.GET, path, query, nil, isIdempotent: true).body
    }

    /// Creates something, once: what may have been done is not tried again.
    package func post(_ path: String, _ body: [UInt8]) async throws -> [UInt8] {
        try await send(.POST, path, [], (body, "application/xml"), isIdempotent: false).body
    }

    /// Sets fields: twice is the same as once.
    package func put(_ path: String, _ body: [UInt8]) async throws {
        _ = try await send(.PUT, path, [], (body, "application/xml"), isIdempotent: true)
    }

    /// Adds a note: twice would be two.
    package func putOnce(_ path: String, _ body: [UInt8]) async throws {
        _ = try await send(.PUT, path, [], (body, "application/xml"), isIdempotent: false)
    }

    /// The token under which an issue may take the file. A second upload of the same bytes harms nobody: Redmine drops files
    /// that no issue took.
    package func upload(_ bytes: [UInt8], named name: String) async throws -> String {
        let answer = try await send(
            .POST,
            "/uploads.xml",
            [("filename", name)],
            (bytes, "application/octet-stream"),
            isIdempotent: true
        )
        guard let token = try AnswerReader(answer.body, "POST /uploads.xml").texts("upload")["token"] else {
            throw RedmineFault.unreadable("POST /uploads.xml: the answer holds no token")
        }
        return token
    }

    // MARK: One request

    private struct Answer {
        let status: UInt
        let body: [UInt8]
        /// Milliseconds that the server asks to wait.
        let pause: Int64?
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ query: [(name: String, value: String)],
        _ body: (bytes: [UInt8], type: String)?,
        isIdempotent: Bool
    ) async throws -> Answer {
        let what = "\(method.rawValue) \(path)"
        var request = HTTPClientRequest(url: address.url(path, query))
        request.method = method
        request.headers.add(name: "X-Redmine-API-Key", value: key.text)
        request.headers.add(name: "Accept", value: "application/xml")
        if let body {
            request.headers.add(name: "Content-Type", value: body.type)
            request.body = .bytes(body.bytes)
        }
        let pauses: [Int64?] = isIdempotent ? limits.pauses + [nil] : [nil]
        for pause in pauses {
            try Task.checkCancellation()
            let wished: Int64?
            do {
                let answer = try await once(request, what)
                guard Self.isPassing(answer.status), pause != nil else { return try checked(answer, what) }
                wished = answer.pause
            } catch let lost as Lost {
                guard pause != nil else { throw RedmineFault.lost("\(what) (\(lost.why))") }
                wished = nil
            }
            guard let pause else { break }
            try await Task.sleep(for: .milliseconds(max(pause, min(wished ?? 0, limits.longestPause))))
        }
        throw RedmineFault.lost(what)
    }

    /// A connection that broke, or never was.
    private struct Lost: Error {
        let why: String
    }

    private func once(_ request: HTTPClientRequest, _ what: String) async throws -> Answer {
        do {
            let response = try await http.execute(request, timeout: .seconds(limits.seconds))
            let body = try await response.body.collect(upTo: limits.answerBytes)
            let pause = response.headers.first(name: "Retry-After").flatMap(Int64.init).map {
                max(0, min($0, 3_600)) * 1_000
            }
            return Answer(status: response.status.code, body: Array(body.readableBytesView), pause: pause)
        } catch is CancellationError {
            throw CancellationError()
        } catch is NIOTooManyBytesError {
            throw RedmineFault.longAnswer(what, limit: limits.answerBytes)
        } catch let error as HTTPClientError {
            if error == .cancelled { throw CancellationError() }
            throw Lost(why: error.shortDescription)
        } catch {
            throw Lost(why: "no connection")
        }
    }

    /// Answers that say "later".
    private static func isPassing(_ status: UInt) -> Bool { status == 429 || status == 502 || status == 503 }

    private func checked(_ answer: Answer, _ what: String) throws(RedmineFault) -> Answer {
        switch answer.status {
        case 200..<300: return answer
        case 300..<400: throw .redirected(what)
        case 401: throw .unknownKey
        case 403: throw .notAllowed(what)
        case 404: throw .notFound(what)
        case 413: throw .tooLarge(what)
        case 422: throw .refused(try AnswerReader(answer.body, what).errors())
        default: throw .status(Int(answer.status), what)
        }
    }
}
