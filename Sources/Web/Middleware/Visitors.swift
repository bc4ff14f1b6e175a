import Basics
import Casework
import HTTPTypes
import Hummingbird

/// Finds out who asks and in which language: `?lang=`, else the cookie that it left, else the person's own language, else
/// what the browser prefers. The person is looked up for each request, so that a changed role counts at once.
struct Visitors: RouterMiddleware {
    let desk: Desk
    let name: String

    static let cookie = "recoup-lang"

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        do {
            let found = try await desk.person(named: name)
            guard !found.isFirst else { throw WebFault.nobody(name: name) }
            context.person = found.person
        } catch DeskError.noSuchPerson { context.lookup = WebFault.nobody(name: name) } catch {
            context.lookup = error
        }
        let asked = QueryString(request.uri.query)["lang"].flatMap(Language.init(rawValue:))
        context.language =
            asked ?? request.cookies[Self.cookie].flatMap { Language(rawValue: $0.value) }
            ?? context.person?.language ?? Self.preferred(request.headers[.acceptLanguage]) ?? .english
        var response = try await next(request, context)
        if let asked {
            response.setCookie(
                Cookie(
                    name: Self.cookie,
                    value: asked.rawValue,
                    maxAge: 31_536_000,
                    path: "/",
                    httpOnly: true,
                    sameSite: .lax
                )
            )
        }
        return response
    }

    /// The language with the highest weight in an `Accept-Language` (RFC 9110 §12.5.4) that the desk speaks.
    static func preferred(_ header: String?) -> Language? {
        var best: (language: Language, weight: Double)?
        for entry in (header ?? "").split(separator: ",") {
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first?.split(separator: "-").first?.lowercased(),
                let language = Language(rawValue: tag)
            else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language
    }
}
