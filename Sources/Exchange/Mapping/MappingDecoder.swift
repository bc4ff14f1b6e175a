import Basics
import Tickets
import XML

/// Reads a mapping that the schema has let pass, and checks the words in it.
struct MappingDecoder {
    private let root: Element
    private(set) var problems: [RecordProblem] = []
    private var fields: [FieldMapping] = []

    init(_ root: Element) {
        self.root = root
    }

    mutating func mapping(digestOf bytes: [UInt8]) -> Mapping? {
        guard let format = ExchangeFormat(rawValue: root.attribute("format") ?? "") else {
            let fault = Fault.unknownChoice(
                root.attribute("format") ?? "",
                known: ExchangeFormat.allCases.map(\.rawValue)
            )
            problems.append(RecordProblem("format", fault, at: root))
            return nil
        }
        let children = Array(root.children)
        for child in children where child.isNamed("field") { takeField(child, format) }
        return Mapping(
            format: format,
            system: root.attribute("system") ?? format.rawValue,
            fields: fields,
            block: children.first { $0.isNamed("block") }.flatMap { block($0) },
            defaults: children.filter { $0.isNamed("default") }.compactMap { defaultValue($0) },
            fixed: children.filter { $0.isNamed("fixed") }
                .map { Mapping.Fixed(theirs: $0.attribute("theirs") ?? "", value: $0.attribute("value") ?? "") },
            ignored: Set(children.filter { $0.isNamed("ignore") }.compactMap { $0.attribute("theirs") }),
            comments: carried(children, "comments") ?? .public,
            files: carried(children, "files") ?? .all,
            options: Dictionary(
                children.filter { $0.isNamed("option") }
                    .map { ($0.attribute("name") ?? "", $0.attribute("value") ?? "") },
                uniquingKeysWith: { first, _ in first }
            ),
            digest: Digest.of(bytes)
        )
    }

    private mutating func takeField(_ element: Element, _ format: ExchangeFormat) {
        guard let ours = ourField(element.attribute("ours") ?? "", at: element) else { return }
        let theirs = element.attribute("theirs") ?? ""
        var values: [FieldMapping.Value] = []
        for child in element.children where child.isNamed("value") {
            let value = FieldMapping.Value(
                ours: child.attribute("ours") ?? "",
                theirs: child.attribute("theirs") ?? ""
            )
            if isKnown(value.ours, for: ours, at: child) { values.append(value) }
        }
        if fields.contains(where: { $0.ours == ours && $0.theirs == theirs }) {
            problems.append(RecordProblem("field: \(ours.rawValue) to '\(theirs)' is named twice", at: element))
        }
        fields.append(
            FieldMapping(
                ours: ours,
                theirs: theirs,
                limit: [element.attribute("limit").flatMap(Int.init), format.fieldLimit].compactMap(\.self).min(),
                values: values,
                unknown: element.attribute("unknown").flatMap(FieldMapping.Unknown.init) ?? .error,
                once: ["true", "1"].contains(element.attribute("once")),
                line: element.line
            )
        )
    }

    private mutating func ourField(_ text: String, at element: Element) -> OurField? {
        if let field = OurField(rawValue: text) { return field }
        let fault = Fault.unknownChoice(text, known: OurField.allCases.map(\.rawValue))
        problems.append(RecordProblem("ours", fault, at: element))
        return nil
    }

    /// Whether a word is one of ours, where ours are few.
    private mutating func isKnown(_ word: String, for field: OurField, at element: Element) -> Bool {
        guard let choices = field.choices, !choices.contains(where: { sameText($0, word) }) else { return true }
        problems.append(RecordProblem(field.rawValue, .unknownChoice(word, known: choices), at: element))
        return false
    }

    private mutating func block(_ element: Element) -> Mapping.Block? {
        var carried: [OurField] = []
        for word in (element.attribute("fields") ?? "").split(separator: " ") {
            guard let field = ourField(String(word), at: element) else { continue }
            if MarkedBlock.holds(field) {
                carried.append(field)
            } else {
                problems.append(
                    RecordProblem("fields: the block cannot hold '\(word)', which may have lines", at: element)
                )
            }
        }
        return Mapping.Block(theirs: element.attribute("theirs") ?? "", fields: carried)
    }

    private mutating func defaultValue(_ element: Element) -> Mapping.Default? {
        guard let ours = ourField(element.attribute("ours") ?? "", at: element) else { return nil }
        let value = element.attribute("value") ?? ""
        guard isKnown(value, for: ours, at: element) else { return nil }
        return Mapping.Default(ours: ours, value: value)
    }

    private func carried<Choice: RawRepresentable<String>>(_ children: [Element], _ name: String) -> Choice? {
        children.first { $0.isNamed(name) }.flatMap { $0.attribute("carry") }.flatMap(Choice.init)
    }
}
