import HTTPTypes
import Hummingbird

/// What every answer says about itself: nothing from elsewhere, nothing inline, nothing kept.
struct PageHeaders: RouterMiddleware {
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'"

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        func set(_ name: HTTPField.Name?, _ value: String) {
            if let name, response.headers[name] == nil { response.headers[name] = value }
        }
        set(.contentSecurityPolicy, Self.policy)
        set(.xContentTypeOptions, "nosniff")
        // Not "no-referrer": browsers then send "Origin: null" with their own forms (Fetch, "append a request Origin").
        set(HTTPField.Name("Referrer-Policy"), "same-origin")
        set(HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin")
        set(HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin")
        set(.cacheControl, "no-store")
        return response
    }
}
