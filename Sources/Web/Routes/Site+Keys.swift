import Basics
import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Orders
import Pages

extension Site {
    /// One item of a customer's software, to get its key and its media.
    func showKeys(_ context: SiteContext) async throws -> Response {
        let (customer, item) = try await item(context)
        return try keysResponse(customer, item, context)
    }

    /// Gives the key (`then=key`), the file (`then=download`) or a new link (`then=link`). Each is noted in the activity log,
    /// and so is a refusal.
    func unlock(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let (customer, item) = try await item(context)
        let (form, token) = try await submitted(request, by: person)
        let state = FormState(values: form.values)
        guard token != nil else {
            let alert = expiredAlert(context)
            return try keysResponse(customer, item, context, state: state, alert: alert, status: .forbidden)
        }
        let words = pages.words(context.language)
        let actor = actor(person)
        let (order, line) = (item.order.text, item.line)
        do {
            let media = try Self.media(form)
            switch form["then"] {
            case "download":
                let file = try await desk.download(order: order, line: line, media: media, by: actor)
                return Self.attachment(file.bytes, name: file.name, type: "application/octet-stream")
            case "link":
                let link = try await desk.link(order: order, line: line, media: media, by: actor)
                let address = "http://\(request.head.authority ?? "localhost")\(Paths.download(link))"
                let days = try await desk.orderRules().linkDays
                let given = KeysPage.Given(link: address, days: days, words)
                return try keysResponse(customer, item, context, state: state, given: given)
            default:
                let key = try await desk.key(order: order, line: line, media: media, by: actor)
                let given = KeysPage.Given(key: key, words)
                return try keysResponse(customer, item, context, state: state, given: given)
            }
        } catch let error as DeskError {
            if case .noSuchEntitlement = error { throw error }
            // As it is now: somebody may have cancelled it.
            let (customer, now) = try await self.item(context)
            let alert = alert(error, context)
            return try keysResponse(customer, now, context, state: state, alert: alert, status: error.status)
        }
    }

    /// What a link gives. Asking with HEAD does not count as its first use.
    func sendDownload(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        guard request.method != .head else {
            return Self.attachment([], name: "download", type: "application/octet-stream")
        }
        let token = context.parameters.get("token") ?? ""
        let file = try await desk.open(link: token, by: actor(person))
        return Self.attachment(file.bytes, name: file.name, type: "application/octet-stream")
    }

    /// A file that no browser opens on our own origin, and that nothing on the way keeps.
    static func attachment(_ bytes: [UInt8], name: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: disposition(name),
                .contentSecurityPolicy: "default-src 'none'; sandbox",
                .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    private static func media(_ form: SubmittedForm) throws(DeskError) -> Media {
        guard let bits = Media.Bits(rawValue: form["bits"]) else {
            throw .invalid(
                Problems([
                    Problem("bits", .unknownChoice(form["bits"], known: Media.Bits.allCases.map(\.rawValue)))
                ])
            )
        }
        return Media(version: form["version"], language: form["language"], bits: bits)
    }

    private func item(_ context: SiteContext) async throws -> (customer: Customer, item: Entitlement) {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        let (order, line) = (context.parameters.get("order") ?? "", context.parameters.get("line") ?? "")
        let items = try await desk.entitlements(of: .id(customer.id), for: actor(person))
        guard let item = items.first(where: { $0.order.text == order && String($0.line) == line }) else {
            throw DeskError.noSuchEntitlement("\(order) line \(line)")
        }
        return (customer, item)
    }

    private func keysResponse(
        _ customer: Customer,
        _ item: Entitlement,
        _ context: SiteContext,
        state: FormState = FormState(),
        given: KeysPage.Given? = nil,
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let person = try context.requirePerson()
        let page = KeysPage(
            pages.words(context.language),
            frame: frame(context, path: Paths.keys(item.order, line: item.line, of: customer.id)),
            customer: customer,
            item: item,
            token: freshToken(for: person),
            state: state,
            given: given,
            alert: alert,
            book: desk.book
        )
        var response = html(page, context, status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
