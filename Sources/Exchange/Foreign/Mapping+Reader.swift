package import XML

extension Mapping {
    /// Opens a document of the mapping's format. Throws a ``DocumentFault`` for one that does not begin as the format does.
    package func reader(
        of source: ByteSource,
        named name: String,
        options: ImportOptions = ImportOptions()
    ) throws(DocumentFault) -> any ForeignReader {
        switch format {
        case .dataverse: return try DataverseReader(source, named: name, mapping: self, options: options)
        case .servicenow, .redmine, .salesforce, .jira, .mantis, .bugzilla, .rails, .osticket:
            throw .foreign("\(name): \(format.title) cannot be read")
        }
    }
}
