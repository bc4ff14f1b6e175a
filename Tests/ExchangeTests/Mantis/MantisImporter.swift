import Foundation
import FoundationXML

/// What MantisBT's importer makes of a document, traps and all, written from what it was seen to do: it takes the node that
/// follows an element's start for the value, whatever it is.
struct MantisImporter {
    private(set) var issues: [[String: String]] = []
    private(set) var notes: [[String: String]] = []
    private(set) var customFields: [[String: String]] = []
    private(set) var files: [[String: String]] = []
    /// Of the root; empty when a comment in front of it made the importer miss it.
    private(set) var attributes: [String: String] = [:]

    private let nodes: [Node]
    private var position = 0

    enum Node: Equatable {
        case start(String, [String: String], depth: Int, isEmpty: Bool)
        case end(String, depth: Int)
        case text(String, depth: Int)
        case other

        var value: String {
            switch self {
            case .text(let text, _): text
            case .start, .end, .other: ""
            }
        }
    }

    init(_ document: String) {
        nodes = MantisNodes.nodes(of: document)
        run()
    }

    private var node: Node? { position < nodes.count ? nodes[position] : nil }

    private mutating func run() {
        while case .start("mantis", let found, _, _) = node {
            attributes = found
            position += 1
        }
        // The node that ended the loop is spent.
        position += 1
        while let node {
            if case .start("issue", _, let depth, let isEmpty) = node, !isEmpty { takeIssue(depth) }
            position += 1
        }
    }

    /// The text of the next node, which is spent with it.
    private mutating func value() -> String {
        position += 1
        return node?.value ?? ""
    }

    private mutating func takeIssue(_ depth: Int) {
        issues.append([:])
        position += 1
        while let node {
            if case .end(_, depth) = node { return }
            if case .start(let name, let attributes, let inner, let isEmpty) = node {
                switch name {
                case "bugnotes" where !isEmpty: takeList("bugnote", inner) { $0.notes.append([:]) } put: { $0.notes[$0.notes.count - 1][$1] = $2 }
                case "attachments" where !isEmpty: takeList("attachment", inner) { $0.files.append([:]) } put: { $0.files[$0.files.count - 1][$1] = $2 }
                case "custom_fields" where !isEmpty:
                    takeList("custom_field", inner) { $0.customFields.append([:]) } put: { $0.customFields[$0.customFields.count - 1][$1] = $2 }
                case "priority", "severity", "status", "resolution", "view_state", "reproducibility":
                    _ = value()
                    issues[issues.count - 1][name] = attributes["id"] ?? ""
                default: issues[issues.count - 1][name] = value()
                }
            }
            position += 1
        }
    }

    private mutating func takeList(
        _ element: String,
        _ depth: Int,
        begin: (inout MantisImporter) -> Void,
        put: (inout MantisImporter, String, String) -> Void
    ) {
        var hasOne = false
        position += 1
        while let node {
            if case .end(_, depth) = node { return }
            if case .start(let name, _, _, _) = node {
                if name == element {
                    begin(&self)
                    hasOne = true
                }
                let value = value()
                if hasOne { put(&self, name, value) }
            }
            position += 1
        }
    }
}

/// The nodes of a document as a pulling reader hands them out.
private final class MantisNodes: NSObject, XMLParserDelegate {
    private var nodes: [MantisImporter.Node] = []
    private var depth = 0
    private var text = ""
    private var isTextOpen = false

    static func nodes(of document: String) -> [MantisImporter.Node] {
        let gathering = MantisNodes()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = gathering
        return parser.parse() ? gathering.marked(document) : []
    }

    /// A pulling reader has no end for an element that is closed in its own tag.
    private func marked(_ document: String) -> [MantisImporter.Node] {
        let empty = document.matches(of: /<([a-z_]+)[^<>]*\/>|<([a-z_]+)[^<>]*>/).map { $0.1 != nil }
        var result: [MantisImporter.Node] = []
        var tag = 0
        var skipped = 0
        for node in nodes {
            if case .start(let name, let attributes, let depth, _) = node {
                let isEmpty = tag < empty.count && empty[tag]
                tag += 1
                if isEmpty { skipped += 1 }
                result.append(.start(name, attributes, depth: depth, isEmpty: isEmpty))
            } else if case .end = node, skipped > 0, case .start? = result.last {
                skipped -= 1
            } else {
                result.append(node)
            }
        }
        return result
    }

    private func flush() {
        if isTextOpen { nodes.append(.text(text, depth: depth)) }
        text = ""
        isTextOpen = false
    }

    func parser(
        _: XMLParser,
        didStartElement name: String,
        namespaceURI _: String?,
        qualifiedName _: String?,
        attributes: [String: String]
    ) {
        flush()
        nodes.append(.start(name, attributes, depth: depth, isEmpty: false))
        depth += 1
    }

    func parser(_: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?) {
        flush()
        depth -= 1
        nodes.append(.end(name, depth: depth))
    }

    func parser(_: XMLParser, foundCharacters string: String) {
        text += string
        isTextOpen = true
    }

    func parser(_: XMLParser, foundCDATA block: Data) {
        flush()
        nodes.append(.text(String(decoding: block, as: UTF8.self), depth: depth))
    }

    func parser(_: XMLParser, foundComment _: String) {
        flush()
        nodes.append(.other)
    }
}
