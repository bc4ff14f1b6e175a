package import Basics
package import Orders

/// What stands around every page: who one is, whose books these are, in which language.
package struct Frame: Sendable {
    package let language: String
    package let languages: [LanguageLink]
    package let person: String
    package let roles: String
    package let hasPerson: Bool
    package let canFile: Bool
    package let canSeeCustomers: Bool
    package let canSeeInvoices: Bool
    package let canReadActivity: Bool
    package let canExchange: Bool
    package let book: String
    package let bookSummary: String
    package let isSimulated: Bool
    package let style: String
    package let script: String
    package let icon: String
    package let hasNotice: Bool
    package let notice: String

    package struct LanguageLink: Sendable {
        package let code: String
        package let name: String
        package let href: String
        package let isCurrent: Bool
    }

    /// - Parameters:
    ///   - path: the address of this page with its query, to which the other languages lead.
    ///   - notice: what was just done, when something was.
    package init(
        _ words: Words,
        person: Person?,
        book: Book,
        assets: AssetPaths,
        path: String,
        notice: String? = nil
    ) {
        language = words.language.rawValue
        let join = path.contains("?") ? "&" : "?"
        languages = Language.allCases.map {
            LanguageLink(
                code: $0.rawValue,
                name: $0.name,
                href: "\(path)\(join)lang=\($0.rawValue)",
                isCurrent: $0 == words.language
            )
        }
        self.person = person?.displayName ?? ""
        roles = words.list((person?.roles ?? []).sorted().map { words.name($0) })
        hasPerson = person != nil
        canFile = person?.may(.fileTickets) ?? false
        canSeeCustomers = person.map { $0.may(.seeOrders) || $0.may(.seeOwnKeys) } ?? false
        canSeeInvoices = person?.may(.seeInvoices) ?? false
        canReadActivity = person?.may(.readAccessLog) ?? false
        canExchange =
            person.map { $0.may(.importRecords) || $0.may(.verifyAudit) || $0.may(.exportArchive) } ?? false
        self.book = words.name(book)
        bookSummary = words.summary(book)
        isSimulated = book == .simulated
        style = assets.style
        script = assets.script
        icon = assets.icon
        self.notice = notice ?? ""
        hasNotice = notice != nil
    }
}

/// Where the page's own style, script and icon are; each address changes with the bytes behind it.
package struct AssetPaths: Sendable {
    package let style: String
    package let script: String
    package let icon: String

    package init(style: String, script: String, icon: String) {
        self.style = style
        self.script = script
        self.icon = icon
    }
}
