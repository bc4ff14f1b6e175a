import Basics
package import Casework

/// What mails say, in every language, read once at the start.
package struct MailTemplates: Sendable {
    private struct Name: Hashable {
        let kind: Notice.Kind
        let language: Language
    }

    private let templates: [Name: TextTemplate]
    private let words: [Language: Words]

    /// Reads `mail/en`, `mail/ko` and `locales` under `directory`: one text for each kind of mail in each language,
    /// which says only what every mail of the kind knows. Throws ``TemplateFault`` with file, line and column.
    package init(directory: String) throws(TemplateFault) {
        let folders = try LanguageFolders(directory: "\(directory)/mail")
        var templates: [Name: TextTemplate] = [:]
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            for source in folders.sources(language) {
                guard let kind = Notice.Kind(rawValue: source.name) else {
                    throw .unknownTemplate(file: source.file, known: Notice.Kind.allCases.map(\.rawValue))
                }
                templates[Name(kind: kind, language: language)] = try TextTemplate(
                    source.text,
                    name: source.name,
                    file: source.file,
                    label: "Subject",
                    headPlaceholders: Notice.Kind.headPlaceholders,
                    placeholders: kind.placeholders
                )
            }
            for kind in Notice.Kind.allCases where templates[Name(kind: kind, language: language)] == nil {
                throw .missingTemplate(name: kind.rawValue, directory: "\(directory)/mail/\(language.rawValue)")
            }
            words[language] = try Words(language: language, file: "\(directory)/locales/\(language.rawValue).json")
        }
        self.templates = templates
        self.words = words
    }

    /// The mail of a posting. Throws ``Undeliverable`` when it says what the posting lacks.
    package func letter(for posting: Posting) throws(Undeliverable) -> Letter {
        let entry = posting.entry
        guard let template = templates[Name(kind: entry.kind, language: entry.language)],
            let words = words[entry.language]
        else { throw Undeliverable("there is no text for '\(entry.kind.rawValue)' in \(entry.language.rawValue)") }
        let values = try PlaceholderValues(of: posting, in: words)
        do throws(MissingValues) {
            return Letter(
                id: entry.id,
                language: entry.language,
                recipient: entry.recipient,
                subject: try template.head(values),
                body: try template.body(values)
            )
        } catch { throw Undeliverable(error.sentence) }
    }

    /// The mail as a message that was written when its event was made, so that it is the same however often it is
    /// tried.
    package func message(for posting: Posting, from sender: Mailbox) throws(Undeliverable) -> [UInt8] {
        try letter(for: posting).message(from: sender, at: posting.entry.createdAt)
    }
}
