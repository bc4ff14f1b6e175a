package import Basics
private import Foundation

/// Why templates or words cannot be used. The desk's pages do not start then.
package enum TemplateFault: Error, Hashable, Sendable {
    case unreadable(file: String)
    /// A file of words is not an object of objects and texts.
    case notWords(file: String, key: String)
    case noSuchWord(file: String, line: Int, key: String)
    case notMustache(file: String, line: Int, reason: String)
    /// `{{{name}}}` and `{{&name}}` put text into a page unescaped.
    case rawTag(file: String, line: Int)
    case missingTemplate(name: String, directory: String)
    /// A plain text that cannot be used. Lines and columns count from 1, columns in Unicode scalars.
    case badText(file: String, line: Int, column: Int, TextFlaw)
    /// A template whose name means nothing.
    case unknownTemplate(file: String, known: [String])

    package var sentence: String {
        switch self {
        case .unreadable(let file): "\(file) cannot be read; name the right folder with --templates"
        case .notWords(let file, let key): "\(file): '\(quoted(key))' is neither a text nor a group of texts"
        case .noSuchWord(let file, let line, let key): "\(file):\(line): there is no word '\(quoted(key))'"
        case .notMustache(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .rawTag(let file, let line): "\(file):\(line): unescaped tags are not allowed; write {{name}}"
        case .missingTemplate(let name, let directory): "there is no \(name).mustache in \(directory)"
        case .badText(let file, let line, let column, let flaw): "\(file):\(line):\(column): \(flaw.sentence)"
        case .unknownTemplate(let file, let known):
            "\(file) is never used; the names are \(known.joined(separator: ", "))"
        }
    }
}

extension Words {
    /// Reads `locales/en.json` and the like. Throws ``TemplateFault``.
    package init(language: Language, file: String) throws(TemplateFault) {
        guard let data = FileManager.default.contents(atPath: file) else { throw .unreadable(file: file) }
        guard let root = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] else {
            throw .notWords(file: file, key: "")
        }
        var table: [String: String] = [:]
        try Self.flatten(root, under: "", into: &table, file: file)
        self.init(language: language, table: table)
    }

    private static func flatten(
        _ group: [String: Any],
        under prefix: String,
        into table: inout [String: String],
        file: String
    ) throws(TemplateFault) {
        for (name, value) in group {
            if let text = value as? String {
                table[prefix + name] = text
            } else if let inner = value as? [String: Any] {
                try flatten(inner, under: "\(prefix)\(name).", into: &table, file: file)
            } else {
                throw .notWords(file: file, key: prefix + name)
            }
        }
    }
}
