package import Casework
private import XML

/// A quarantined record as a small document of its own, for a person to correct.
package struct CorrectionDocument: Sendable {
    /// What is wrong stands in a comment on top, at the lines of this text.
    package let text: String

    package init(_ quarantined: QuarantinedRecord) {
        let record = quarantined.record
        let original = String(decoding: record.original ?? [], as: UTF8.self)
        let head = quarantined.run.head ?? Self.head(of: quarantined.run, around: original)
        let reasons = record.reasons.map(QuarantineReason.init)
        // In front of the record: the declaration, the comment with a line for each reason, and the head.
        let first = Int64(1 + (reasons.count + 2) + Self.lineCount(of: head) + 1)
        let said = reasons.map { Self.line($0, of: record, first) }
        text =
            (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!-- What was wrong:"] + said + ["-->", head, original])
            .joined(separator: "\n") + "\n</\(Self.rootName(in: head))>\n"
    }

    /// The reason at the lines of this document, in words that a comment may hold.
    private static func line(_ reason: QuarantineReason, of record: IntakeRecord, _ first: Int64) -> String {
        var text = reason.message
        if let line = reason.line {
            let isFirst = line == record.line
            let column = reason.column.flatMap { column in
                isFirst ? record.column.map { column - $0 + 1 } : column
            }
            text = "line \(line - record.line + first)" + (column.map { ", column \($0)" } ?? "") + ": " + text
        }
        let oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "     "
            + oneLine.replacing("--", with: "- -")
            .replacing("--", with: "- -")
    }

    /// For a run that did not keep its document's own: the prefix that the record has is declared, the source is not known.
    private static func head(of run: IntakeRun, around original: String) -> String {
        let kind = run.format == DocumentKind.archive.format ? DocumentKind.archive : .intake
        let name = original.dropFirst().prefix { !" \t\r\n/>".contains($0) }
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count == 2 && !parts[0].isEmpty ? ":\(parts[0])" : ""
        let root = prefix.isEmpty ? "recoup" : "\(parts[0]):recoup"
        return "<\(root) xmlns\(prefix)=\"\(ExchangeSchema.namespace)\" kind=\"\(kind.rawValue)\">"
    }

    private static func rootName(in head: String) -> Substring {
        head.dropFirst().prefix { !" \t\r\n/>".contains($0) }
    }

    private static func lineCount(of text: String) -> Int { 1 + text.utf8.count { $0 == 0x0A } }
}

/// The source and the id of a record, read from its start tag.
package struct RecordIdentity: Hashable, Sendable {
    /// Nil when neither the record nor its document names one.
    package let system: String?
    package let externalID: String?

    package init(_ record: OpenRecord) {
        let own = Self.root(Self.withoutPrefix(record.beginning))
        let head = record.head.flatMap { Self.root(Array($0.utf8)) }
        system = own?.attribute("source") ?? head?.attribute("source")
        externalID = own?.attribute("id")
    }

    /// The tag with a bare name: the prefix is declared outside of the record, and means nothing here.
    private static func withoutPrefix(_ tag: [UInt8]) -> [UInt8] {
        let name = tag.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return tag }
        return [UInt8(ascii: "<")] + tag[(colon + 1)...]
    }

    private static func root(_ bytes: [UInt8]) -> Root? {
        guard let reader = try? RecordReader(.bytes(bytes), named: "record") else { return nil }
        return try? reader.root()
    }
}
