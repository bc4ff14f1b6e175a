import Basics
import Casework
private import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Tickets

extension Site {
    /// Everything that happened to a ticket, as a page that can be printed or saved.
    func showTicketHistory(_ context: SiteContext) async throws -> Response {
        let html = prints.history(try await view(context), in: context.language, at: desk.now())
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue,
                .vary: "Cookie, Accept-Language", .contentSecurityPolicy: Self.policy(forPrinted: html),
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    /// Nothing but the page's own style, which stands in it so that a saved page keeps it: allowed by its digest (CSP
    /// level 3, "hash-source"). Texts of people are escaped and hold no tag.
    private static func policy(forPrinted html: String) -> String {
        var source = "'none'"
        if let start = html.range(of: "<style>"), let end = html[start.upperBound...].range(of: "</style>") {
            let digest = Digest.of(String(html[start.upperBound..<end.lowerBound]))
            source = "'sha256-\(Data(digest.bytes).base64EncodedString())'"
        }
        return "default-src 'none'; style-src \(source); frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    }
}
