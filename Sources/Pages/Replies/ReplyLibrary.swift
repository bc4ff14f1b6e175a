package import Basics

/// The canned replies of every language, read once at the start.
package struct ReplyLibrary: Sendable {
    private let byLanguage: [Language: [Reply]]

    /// Reads `replies/en` and `replies/ko` under `directory`: every reply in every language, with placeholders that
    /// exist. Throws ``TemplateFault`` with file, line and column.
    package init(directory: String) throws(TemplateFault) {
        let folders = try LanguageFolders(directory: "\(directory)/replies")
        var byLanguage: [Language: [Reply]] = [:]
        for language in Language.allCases {
            var replies: [Reply] = []
            for source in folders.sources(language) {
                let template = try TextTemplate(
                    source.text,
                    name: source.name,
                    file: source.file,
                    label: "Title",
                    headPlaceholders: [],
                    placeholders: Placeholder.allCases.filter { $0 != .note }
                )
                let key = replies.count < 9 ? replies.count + 1 : nil
                replies.append(Reply(template, language: language, key: key))
            }
            byLanguage[language] = replies
        }
        self.byLanguage = byLanguage
    }

    /// In the order of their names, which is the same in every language, and so are the keys.
    package func replies(for language: Language) -> [Reply] { byLanguage[language] ?? [] }

    package func reply(named name: String, for language: Language) -> Reply? {
        replies(for: language).first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
