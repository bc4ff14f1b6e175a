import Exchange

/// How each document of an import is read: as somebody said, or as its first bytes say.
struct DocumentFormat {
    let stated: FormatName?
    let mappings: MappingChoice
    let folder: String

    /// The format of a document; says what it found where nobody said it.
    func format(of document: ImportedDocument, _ console: Console) throws -> ImportFormat {
        if let stated {
            switch stated {
            case .own: return .own
            case .foreign(let format): return .foreign(try mappings.mapping(for: format, templates: folder))
            }
        }
        if let mapping = try mappings.named(templates: folder) { return .foreign(mapping) }
        switch ExchangeDetection.detect(try document.beginning()) {
        case .own: return .own
        case .foreign(let format):
            console.say("\(SafeText.line(document.name)) is read as \(format.title)")
            return .foreign(try mappings.mapping(for: format, templates: folder))
        // Reading it as our own says what is wrong with it, and where.
        case .unknown: return .own
        }
    }
}
