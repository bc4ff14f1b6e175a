package import XML

extension Mapping {
    /// Opens a document of the mapping's format. Throws a ``DocumentFault`` for one that does not begin as the format does.
    package func reader(
        of source: ByteSource,
        named name: String,
        options: ImportOptions = ImportOptions()
    ) throws(DocumentFault) -> any ForeignReader {
        switch format {
        case .servicenow: return try UnloadReader(source, named: name, mapping: self, options: options)
        case .dataverse: return try DataverseReader(source, named: name, mapping: self, options: options)
        case .salesforce: return try SalesforceReader(source, named: name, with: self, options: options)
        case .jira: return try JiraReader(source, named: name, mapping: self, limits: options.limits)
        case .mantis: return try MantisReader(source, named: name, mapping: self, limits: options.limits)
        case .bugzilla: return try BugzillaReader(source, named: name, limits: options.limits)
        case .rails: return try RailsReader(source, named: name, mapping: self, limits: options.limits)
        case .redmine: return try RedmineReader(source, named: name, mapping: self, limits: options.limits)
        case .osticket: throw .foreign("\(name): \(format.title) cannot be read")
        }
    }
}
