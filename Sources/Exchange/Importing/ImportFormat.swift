import XML

/// How a document that comes in is read.
package enum ImportFormat: Sendable {
    /// Our own format, whose root says whether it is an intake or an archive.
    case own
    /// Another product's, with the names of a site.
    case foreign(Mapping)

    /// Opens a document. Throws a ``DocumentFault`` for one that does not begin as the format does.
    func open(
        _ source: ByteSource,
        named name: String,
        schema: ExchangeSchema,
        options: ImportOptions
    ) throws(DocumentFault) -> any ImportReader {
        switch self {
        case .own: try OwnDocument(source, named: name, schema: schema, limits: options.limits)
        case .foreign(let mapping):
            ForeignDocument(try mapping.reader(of: source, named: name, options: options), mapping)
        }
    }
}
