import Basics
package import Casework
private import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
package import Pages
import Tickets

/// The web desk as a value: give it a desk, a person and templates, get a router or an application.
///
/// There is no sign-in yet: it acts as the one person it was started for, and listens on this machine only.
package struct Site: Sendable {
    package let desk: Desk
    /// The system name of the person who acts; looked up for every request.
    package let person: String
    /// The account of the machine, which events keep beside the person.
    package let account: String
    package let pages: PageTemplates
    let prints: PrintTemplates
    package let assets: Assets
    let tokens: FormTokens
    let submissions = Submissions()
    let uploads = Uploads()
    /// The folder with mappings and schemas.
    let templates: String
    /// The folder for uploads on their way.
    let spool: String

    /// - Parameters:
    ///   - templates: the folder with `web`, `print` and `locales`.
    ///   - secret: at least 16 random bytes that only this process knows. Forms made with another one are refused and
    ///     shown again with what was typed.
    ///   - spool: a folder for uploads on their way, with room for a few times the largest ticket.
    /// - Throws: ``TemplateFault``, with file and line.
    package init(
        desk: Desk,
        person: String,
        account: String,
        templates: String,
        secret: [UInt8],
        spool: String = NSTemporaryDirectory()
    ) throws(TemplateFault) {
        self.desk = desk
        self.person = person
        self.account = account
        self.templates = templates
        pages = try PageTemplates(directory: templates)
        prints = try PrintTemplates(directory: templates)
        assets = try Assets(directory: templates + "/web")
        tokens = FormTokens(secret: secret)
        self.spool = spool
    }

    var reader: FormReader {
        FormReader(limits: desk.rules.attachments, spool: spool, now: desk.now)
    }

    func actor(_ person: Person) -> Actor { Actor(person: person, account: account, origin: .web) }

    func frame(_ context: SiteContext, path: String, notice: String? = nil) -> Frame {
        Frame(
            pages.words(context.language),
            person: context.person,
            book: desk.book,
            assets: assets.paths,
            path: path,
            notice: notice
        )
    }

    func html<Shown: Page>(
        _ page: Shown,
        _ context: SiteContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue,
                .vary: "Cookie, Accept-Language",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: pages.render(page, in: context.language)))
        )
    }

    /// 303: the browser gets the page instead of sending the form again.
    func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}
