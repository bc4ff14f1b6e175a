import CLibXML2

/// An XML schema (XSD 1.0), compiled once. Not Sendable: libxml2 does not promise that a compiled schema may be used by
/// two threads at a time. Any number of readers on one thread may share it, one after the other or in turn.
///
/// A schema is one file: `xs:include`, `xs:redefine` and `xs:import` with a location are refused, so that validating
/// never opens another file.
package final class Schema {
    let compiled: xmlSchemaPtr

    /// Reads and compiles the schema in a file.
    /// - Throws: `XMLFault` if the file can not be read, is not well-formed, or is not a schema.
    package convenience init(file path: String) throws(XMLFault) {
        try self.init(.file(path: path), named: path)
    }

    /// Compiles a schema held in memory; `named` is used in sentences.
    package convenience init(bytes: [UInt8], named name: String) throws(XMLFault) {
        try self.init(.bytes(bytes), named: name)
    }

    private init(_ source: ByteSource, named name: String) throws(XMLFault) {
        // Read by our own reader first: it knows every hostile construct, and gives better sentences.
        let reader = try RecordReader(source, named: name, recordsAt: 0)
        guard let record = try reader.next() else {
            throw XMLFault(kind: .schema("it is empty"), source: name, line: 1, column: 1)
        }
        let element = record.element
        guard element.isNamed("schema"), element.namespace == "http://www.w3.org/2001/XMLSchema" else {
            let kind = XMLFault.Kind.schema("its root is '\(element.name)', not xs:schema")
            throw XMLFault(kind: kind, source: name, line: record.line, column: record.column)
        }
        for child in element.children where Self.refersElsewhere(child) {
            let kind = XMLFault.Kind.schema("it refers to another file; put everything into one")
            throw XMLFault(kind: kind, source: name, line: child.line, column: child.column)
        }
        let bytes = record.original
        while try reader.next() != nil {}  // so that text after the root is refused
        compiled = try Self.compile(bytes, name: name, firstLine: record.line)
    }

    private static func refersElsewhere(_ child: Element) -> Bool {
        child.isNamed("include") || child.isNamed("redefine")
            || child.isNamed("import") && child.attribute("schemaLocation") != nil
    }

    private static func compile(_ bytes: [UInt8], name: String, firstLine: Int) throws(XMLFault) -> xmlSchemaPtr {
        let log = ProblemLog()
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let compiled: xmlSchemaPtr? = bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let document = xmlReadMemory(start, Int32(buffer.count), nil, "UTF-8", options) else { return nil }
            // The compiled schema keeps copies of what it needs.
            defer { xmlFreeDoc(document) }
            guard let compiler = xmlSchemaNewDocParserCtxt(document) else { return nil }
            defer { xmlSchemaFreeParserCtxt(compiler) }
            log.attach(toCompiler: compiler)
            return xmlSchemaParse(compiler)
        }
        let first = log.take().entries.first
        guard let compiled else {
            let line = firstLine - 1 + max(1, first?.line ?? 1)
            let kind = XMLFault.Kind.schema(first?.message ?? "it can not be compiled")
            throw XMLFault(kind: kind, source: name, line: line, column: 1)
        }
        return compiled
    }

    deinit { xmlSchemaFree(compiled) }
}
