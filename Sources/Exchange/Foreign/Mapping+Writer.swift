extension Mapping {
    /// Begins a document of the mapping's format; nil for a format that cannot be written.
    package func writer(to target: any ExportTarget) throws -> (any ForeignWriter)? {
        switch format {
        case .mantis: try MantisWriter(to: target, mapping: self)
        case .servicenow, .dataverse, .redmine, .salesforce, .osticket, .jira, .bugzilla, .rails: nil
        }
    }
}
