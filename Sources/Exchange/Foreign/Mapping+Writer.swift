extension Mapping {
    /// Begins a document of the mapping's format; nil for a format that cannot be written.
    package func writer(to target: any ExportTarget) throws -> (any ForeignWriter)? {
        switch format {
        case .servicenow: try UnloadWriter(self, to: target)
        case .dataverse: try DataverseWriter(self, to: target)
        case .salesforce: try SalesforceWriter(self, to: target)
        case .osticket: OsticketWriter(self, to: target)
        case .mantis: try MantisWriter(to: target, mapping: self)
        case .redmine: RedmineWriter(self, to: target)
        case .jira, .bugzilla, .rails: nil
        }
    }
}
