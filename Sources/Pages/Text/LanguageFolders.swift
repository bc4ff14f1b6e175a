import Basics

/// A folder with a folder for each language, in which the same files stand.
struct LanguageFolders {
    struct Source {
        let name: String
        let file: String
        let text: String
    }

    private var byLanguage: [Language: [Source]] = [:]

    /// Throws ``TemplateFault`` for what cannot be read, and for a file that another language lacks.
    init(directory: String) throws(TemplateFault) {
        for language in Language.allCases {
            let folder = "\(directory)/\(language.rawValue)"
            byLanguage[language] = try PageTemplates.sources(in: folder).map { name, text in
                Source(name: name, file: "\(folder)/\(name).mustache", text: text)
            }
        }
        for name in Set(byLanguage.values.joined().map(\.name)).sorted() {
            for language in Language.allCases where !sources(language).contains(where: { $0.name == name }) {
                throw .missingTemplate(name: name, directory: "\(directory)/\(language.rawValue)")
            }
        }
    }

    /// In the order of their names.
    func sources(_ language: Language) -> [Source] { byLanguage[language] ?? [] }
}
