package import XML

/// The schema of mapping files.
package enum MappingSchema {
    package static let namespace = "urn:recoup:mapping:1"

    /// Below the directory of templates.
    package static let file = "exchange/mapping-1.xsd"
}

extension Mapping {
    /// The longest mapping that is read.
    private static let sizeLimit: Int64 = 1 << 20

    /// Reads the mapping that Recoup brings for a format. Throws ``MappingFault``.
    package init(_ format: ExchangeFormat, templates directory: String) throws(MappingFault) {
        let folder = directory.hasSuffix("/") ? directory : directory + "/"
        try self.init(
            .file(path: folder + format.mappingFile),
            named: folder + format.mappingFile,
            templates: directory
        )
    }

    /// Reads a mapping and holds it against the schema and against what it names. Throws ``MappingFault`` with every problem.
    package init(_ source: ByteSource, named name: String, templates directory: String) throws(MappingFault) {
        let folder = directory.hasSuffix("/") ? directory : directory + "/"
        var limits = Limits.standard
        limits.bytes = Self.sizeLimit
        let root: Record?
        do throws(XMLFault) {
            let schema = try Schema(file: folder + MappingSchema.file)
            let reader = try RecordReader(source, named: name, schema: schema, limits: limits, recordsAt: 0)
            _ = try reader.root()
            root = try reader.next()
            while try reader.next() != nil {}
        } catch { throw MappingFault(error) }
        guard let record = root else { throw MappingFault(["\(name): there is nothing in it"]) }
        let place: (XMLProblem) -> String = { "\(name):\($0.line):\($0.column): \($0.message)" }
        guard record.element.isNamed("mapping"), record.element.namespace == MappingSchema.namespace else {
            throw MappingFault([
                "\(name):\(record.line):\(record.column): this is no mapping; begin with "
                    + "<mapping xmlns=\"\(MappingSchema.namespace)\" format=\"…\" system=\"…\">"
            ])
        }
        guard record.problems.isEmpty else { throw MappingFault(record.problems.map(place)) }
        var decoder = MappingDecoder(record.element)
        let mapping = decoder.mapping(digestOf: record.original)
        guard let mapping, decoder.problems.isEmpty else {
            throw MappingFault(decoder.problems.map { "\(name):\($0)" })
        }
        self = mapping
    }
}
