package import XML

extension Mapping {
    /// Opens a document of the mapping's format. Throws a ``DocumentFault`` for one that does not begin as the format does.
    package func reader(
        of source: ByteSource,
        named name: String,
        options: ImportOptions = ImportOptions()
    ) throws(DocumentFault) -> any ForeignReader {
        switch format {
        case .redmine: try RedmineReader(source, named: name, mapping: self, limits: options.limits)
        case .servicenow, .dataverse, .salesforce, .jira, .mantis, .bugzilla, .rails, .osticket:
            throw .foreign("\(name): \(format.title) cannot be read")
        }
    }
}
