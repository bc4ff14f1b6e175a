import Foundation

/// The files of the project as they stand in the work tree.
enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Paths below a folder, relative to the root, of files with one of the endings.
    static func files(below folder: String, endings: Set<String>) throws -> [String] {
        let base = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
        var paths: [String] = []
        for case let url as URL in walk where endings.contains(url.pathExtension) {
            paths.append(String(url.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count)))
        }
        return paths.sorted()
    }

    /// Lines of Swift with comments cut off, each with its number.
    static func code(_ path: String) throws -> [(number: Int, text: String)] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            let trimmed = line.drop { $0 == " " }
            return (index + 1, trimmed.hasPrefix("//") ? "" : String(line))
        }
    }
}
