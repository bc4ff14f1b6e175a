extension Mapping {
    /// Begins a document of the mapping's format; nil for a format that cannot be written.
    package func writer(to target: any ExportTarget) throws -> (any ForeignWriter)? {
        switch format {
        case .redmine: RedmineWriter(self, to: target)
        case .servicenow, .dataverse, .salesforce, .osticket, .mantis, .jira, .bugzilla, .rails: nil
        }
    }
}
