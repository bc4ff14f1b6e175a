import XML

/// Reads the small documents that Redmine answers with.
struct AnswerReader {
    private let bytes: [UInt8]
    private let what: String

    init(_ bytes: [UInt8], _ what: String) {
        self.bytes = bytes
        self.what = what
    }

    /// The children of the root, with the root.
    func entries() throws(RedmineFault) -> (root: Root, list: [Element]) {
        do throws(XMLFault) {
            let reader = try RecordReader(.bytes(bytes), named: what)
            let root = try reader.root()
            var list: [Element] = []
            while let record = try reader.next() { list.append(record.element) }
            return (root, list)
        } catch { throw .unreadable(error.sentence) }
    }

    /// The texts below a root of that name, by element.
    func texts(_ name: String) throws(RedmineFault) -> [String: String] {
        let (root, list) = try entries()
        guard root.name == name else { throw .unreadable("\(what): the answer is <\(root.name)>, not <\(name)>") }
        return Dictionary(list.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    /// What `<errors>` says; a sentence of ours when it says nothing.
    func errors() throws(RedmineFault) -> [String] {
        guard let list = try? entries().list else { return ["Redmine refused it and did not say why"] }
        let said = list.filter { $0.isNamed("error") }.map(\.text).filter { !$0.isEmpty }
        return said.isEmpty ? ["Redmine refused it and did not say why"] : said
    }
}
