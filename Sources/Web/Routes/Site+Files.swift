import Basics
import Casework
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Tickets

extension Site {
    /// A file of a ticket: always as a download, never shown on our own origin, where it could run.
    func sendFile(_ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let reference = try reference(context)
        let ticket = try await desk.show(reference, to: actor(person)).ticket
        let ordinal = context.parameters.get("ordinal") ?? ""
        guard let index = Int(ordinal), ticket.attachments.indices.contains(index - 1) else {
            throw DeskError.noSuchFile(ordinal)
        }
        let name = ticket.attachments[index - 1].name
        // Copied first: nothing is sent before all of it proved to be what was attached.
        let copy = try SpoolFile(in: spool)
        let file = try await desk.readFile(named: name, of: reference, for: actor(person)) { try copy.append($0) }
        return Response(
            status: .ok,
            headers: [
                .contentType: Self.safeType(file.mediaType),
                .contentDisposition: Self.disposition(name),
                .contentSecurityPolicy: "default-src 'none'; sandbox",
                .cacheControl: "private, no-store",
            ],
            body: ResponseBody(contentLength: Int(file.size)) { writer in
                var offset: Int64 = 0
                while offset < file.size {
                    let piece = try copy.read(at: offset, count: 256 * 1024)
                    guard !piece.isEmpty else { break }
                    try await writer.write(ByteBuffer(bytes: piece))
                    offset += Int64(piece.count)
                }
                try await writer.finish(nil)
            }
        )
    }

    /// Types that no browser runs keep their name; all others are bytes.
    private static func safeType(_ type: String) -> String {
        let harmless = [
            "application/pdf", "image/png", "image/jpeg", "image/gif", "text/csv", "application/zip",
        ]
        return harmless.contains(type) ? type : "application/octet-stream"
    }

    /// RFC 6266: a plain name for old programs and the real one in UTF-8.
    static func disposition(_ name: String) -> String {
        let plain = String(
            decoding: name.utf8.map { byte in
                let isPlain = byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                return isPlain && byte != UInt8(ascii: "%") ? byte : UInt8(ascii: "_")
            },
            as: UTF8.self
        )
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(Paths.percentEncoded(name))"
    }

    func sendAsset(_ context: SiteContext) throws -> Response {
        let name = context.parameters.get("name") ?? ""
        guard let asset = assets[name] else { throw WebFault.noSuchPage(path: "/assets/\(name)") }
        return Response(
            status: .ok,
            headers: [.contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
        )
    }

    /// For programs: whether the store answers.
    func health() async throws -> Response {
        _ = try await desk.store.read { try $0.setting("book") }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n"))
        )
    }
}
