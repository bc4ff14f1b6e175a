import HTTPTypes
import Hummingbird

/// Lets in only what was addressed to this machine and, for changes, what its own pages sent.
struct LoopbackGuard: RouterMiddleware {
    static let names: Set<String> = ["127.0.0.1", "localhost", "[::1]"]

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let host = request.head.authority ?? ""
        guard Self.names.contains(Self.name(of: host)) else { throw WebFault.foreignHost(host) }
        if request.method != .get, request.method != .head { try checkOrigin(request.headers, host: host) }
        return try await next(request, context)
    }

    /// Browsers say where a change comes from (Fetch, "Origin header"; Fetch Metadata). Whatever says neither is refused.
    private func checkOrigin(_ headers: HTTPFields, host: String) throws(WebFault) {
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { headers[$0] }
        if let site, site != "same-origin" { throw .foreignOrigin(headers[.origin] ?? site) }
        guard let origin = headers[.origin] else {
            if site == nil { throw .foreignOrigin("") }
            return
        }
        guard origin.lowercased() == "http://\(host.lowercased())" else { throw .foreignOrigin(origin) }
    }

    /// The host without its port.
    static func name(of authority: String) -> String {
        let lowered = authority.lowercased()
        if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") { return String(lowered[...end]) }
        return String(lowered.prefix { $0 != ":" })
    }
}
