package import XML

extension Mapping {
    /// Opens a document of the mapping's format. Throws a ``DocumentFault`` for one that does not begin as the format does.
    package func reader(
        of source: ByteSource,
        named name: String,
        options: ImportOptions = ImportOptions()
    ) throws(DocumentFault) -> any ForeignReader {
        switch format {
        case .salesforce: try SalesforceReader(source, named: name, with: self, options: options)
        case .servicenow, .dataverse, .redmine, .jira, .mantis, .bugzilla, .rails, .osticket:
            throw .foreign("\(name): \(format.title) cannot be read")
        }
    }
}
