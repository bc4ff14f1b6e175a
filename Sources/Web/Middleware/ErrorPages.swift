import Basics
import Casework
import HTTPTypes
import Hummingbird
import Logging
import Pages

/// Turns whatever went wrong into a page in the reader's language. The only place that does.
struct ErrorPages: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return page(for: error, request, context)
        }
    }

    private func page(for error: any Error, _ request: Request, _ context: SiteContext) -> Response {
        let words = site.pages.words(context.language)
        let answer = answer(to: error, request, context, words)
        let page = MessagePage(
            words,
            frame: site.frame(context, path: Paths.queue),
            heading: words("web.status.\(answer.status.code)"),
            sentence: answer.sentence
        )
        var response = site.html(page, context, status: answer.status)
        for header in answer.headers { response.headers.append(header) }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private struct Answer {
        let status: HTTPResponse.Status
        let sentence: String
        var headers: [HTTPField] = []
    }

    private func answer(to error: any Error, _ request: Request, _ context: SiteContext, _ words: Words) -> Answer {
        switch error {
        case let error as DeskError: return Answer(status: error.status, sentence: words.sentence(error))
        case let error as StoreError:
            context.logger.error("store: \(error.sentence)")
            return Answer(
                status: error.status,
                sentence: words.sentence(error),
                headers: error.status == .serviceUnavailable ? [HTTPField(name: .retryAfter, value: "5")] : []
            )
        case let error as MultipartFault: return Answer(status: error.status, sentence: words.sentence(error))
        case let error as WebFault: return answer(to: error, words)
        case let error as HTTPError where error.status == .notFound:
            let allowed = Route.methods(at: request.uri.path)
            let fault: WebFault =
                allowed.isEmpty ? .noSuchPage(path: request.uri.path) : .wrongMethod(allowed: allowed)
            return answer(to: fault, words)
        default:
            context.logger.error("unexpected: \(error)")
            return Answer(status: .internalServerError, sentence: words("web.unexpected"))
        }
    }

    private func answer(to fault: WebFault, _ words: Words) -> Answer {
        var headers: [HTTPField] = []
        if case .wrongMethod(let allowed) = fault {
            headers = [HTTPField(name: .allow, value: allowed.joined(separator: ", "))]
        }
        return Answer(status: fault.status, sentence: words.sentence(fault), headers: headers)
    }
}
