extension Mapping {
    /// Begins a document of the mapping's format; nil for a format that cannot be written.
    package func writer(to target: any ExportTarget) throws -> (any ForeignWriter)? {
        switch format {
        case .salesforce: try SalesforceWriter(self, to: target)
        case .osticket: OsticketWriter(self, to: target)
        case .servicenow, .dataverse, .redmine, .mantis, .jira, .bugzilla, .rails: nil
        }
    }
}
