import Basics
import Casework
import HTTPTypes
import Hummingbird
import Pages

extension Site {
    /// A form of this desk with the identity of this sending; nil for one from before the desk was started again, or for
    /// somebody else.
    func submitted(_ request: Request, by person: Person) async throws -> (form: SubmittedForm, token: GUID?) {
        let form = try await reader.read(request)
        return (form, tokens.identifier(in: form["form"], for: person.id))
    }

    /// Does what a form asks for once, however often it is sent, and leads to where that went.
    func once(_ token: GUID, _ act: () async throws -> String) async throws -> Response {
        if let location = await submissions.begin(token) { return seeOther(location) }
        do {
            let location = try await act()
            await submissions.end(token, location: location)
            return seeOther(location)
        } catch {
            await submissions.end(token, location: nil)
            throw error
        }
    }

    func freshToken(for person: Person) -> String { tokens.token(desk.makeID(), for: person.id) }

    /// What stands above a form that was not taken.
    func alert(_ error: DeskError, _ context: SiteContext) -> Alert {
        let words = pages.words(context.language)
        return Alert(heading: words("web.status.\(error.status.code)"), sentences: [words.sentence(error)])
    }

    /// What stands above a form from before the desk was started again.
    func expiredAlert(_ context: SiteContext) -> Alert {
        let words = pages.words(context.language)
        return Alert(heading: words("web.status.403"), sentences: [words.sentence(WebFault.expiredForm)])
    }
}
