package import XML

extension Mapping {
    /// Opens a document of the mapping's format. Throws a ``DocumentFault`` for one that does not begin as the format does.
    package func reader(
        of source: ByteSource,
        named name: String,
        options: ImportOptions = ImportOptions()
    ) throws(DocumentFault) -> any ForeignReader {
        switch format {
        case .jira: try JiraReader(source, named: name, mapping: self, limits: options.limits)
        case .mantis: try MantisReader(source, named: name, mapping: self, limits: options.limits)
        case .bugzilla: try BugzillaReader(source, named: name, limits: options.limits)
        case .rails: try RailsReader(source, named: name, mapping: self, limits: options.limits)
        case .servicenow, .dataverse, .redmine, .salesforce, .osticket:
            throw .foreign("\(name): \(format.title) cannot be read")
        }
    }
}
