import Basics
import Casework
import Foundation
import Hummingbird
import NIOCore
import Tickets

/// Reads the body of a form: `multipart/form-data` with files, or `application/x-www-form-urlencoded`. Never holds a file
/// in memory: its bytes go to a spool, and its digest is taken on the way.
struct FormReader: Sendable {
    /// Bytes of all text fields together.
    static let textLimit = 5_000_000
    /// Seconds that one upload may take.
    static let timeLimit: Int64 = 600

    let limits: AttachmentLimits
    let spool: String
    let now: @Sendable () -> Instant

    /// Bytes of a whole body: as many files as a ticket takes, and the text beside them.
    var bodyLimit: Int64 { limits.size * Int64(limits.count) + Int64(Self.textLimit) }

    /// Reads the body to its end. Throws ``WebFault``, ``MultipartFault`` or ``StoreError``.
    func read(_ request: Request) async throws -> SubmittedForm {
        let type = request.headers[.contentType] ?? ""
        if let boundary = MultipartParser.boundary(in: type) {
            return try await readMultipart(request, boundary)
        }
        if type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
            return try await readEncoded(request)
        }
        try await take(request, upTo: bodyLimit) { _ in throw WebFault.notAForm(contentType: type) }
        throw WebFault.notAForm(contentType: type)
    }

    private func readMultipart(_ request: Request, _ boundary: String) async throws -> SubmittedForm {
        var parser = try MultipartParser(boundary: boundary)
        var collector = PartCollector(limits: limits, spool: spool)
        try await take(request, upTo: bodyLimit) { piece in
            try parser.feed(piece.readableBytesView) { try collector.take($0) }
        }
        try parser.finish()
        return collector.form
    }

    private func readEncoded(_ request: Request) async throws -> SubmittedForm {
        var bytes: [UInt8] = []
        try await take(request, upTo: Int64(Self.textLimit)) { bytes.append(contentsOf: $0.readableBytesView) }
        var form = SubmittedForm()
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = QueryString.decoded(parts[0]),
                let value = QueryString.decoded(parts.dropFirst().first ?? [])
            else { throw MultipartFault.notUTF8(field: String(decoding: parts[0], as: UTF8.self)) }
            form.add(name, value)
        }
        return form
    }

    /// Hands over the body piece by piece. After an error it reads on without keeping anything, because a browser shows an
    /// answer only when all it sends was taken; whoever sends more than the largest form again is cut off.
    private func take(
        _ request: Request,
        upTo limit: Int64,
        _ body: (ByteBuffer) throws -> Void
    ) async throws {
        let start = now()
        var total: Int64 = 0
        var failure: (any Error)?
        if let stated = request.headers[.contentLength].flatMap({ Int64($0) }), stated > limit {
            failure = WebFault.bodyTooLarge(limit: limit)
        }
        for try await piece in request.body {
            total += Int64(piece.readableBytes)
            if total > limit { failure = failure ?? WebFault.bodyTooLarge(limit: limit) }
            if now().milliseconds - start.milliseconds > Self.timeLimit * 1000 {
                throw failure ?? WebFault.tooSlow(seconds: Self.timeLimit)
            }
            guard failure == nil else {
                if total > 2 * bodyLimit { break }
                continue
            }
            do { try body(piece) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
