/// A format that another product's tickets travel in. The raw value names it on the command line, in mappings and with
/// every run; never renamed.
package enum ExchangeFormat: String, CaseIterable, Hashable, Sendable {
    case servicenow, dataverse, redmine, salesforce, osticket, jira, mantis, bugzilla, rails

    /// For people.
    package var title: String {
        switch self {
        case .servicenow: "ServiceNow unload XML"
        case .dataverse: "Dynamics 365 / Dataverse configuration migration package"
        case .redmine: "Redmine REST XML"
        case .salesforce: "Salesforce Bulk API 1.0 XML"
        case .osticket: "osTicket ticket XML"
        case .jira: "Jira XML issue view"
        case .mantis: "MantisBT XmlImportExport"
        case .bugzilla: "Bugzilla bug XML"
        case .rails: "Rails XML (Zendesk v1, Freshdesk v1, Assembla)"
        }
    }

    package var canBeRead: Bool {
        switch self {
        case .servicenow, .dataverse, .redmine, .salesforce, .jira, .mantis, .bugzilla, .rails: true
        case .osticket: false
        }
    }

    package var canBeWritten: Bool {
        switch self {
        case .servicenow, .dataverse, .salesforce, .osticket, .mantis, .redmine: true
        case .jira, .bugzilla, .rails: false
        }
    }

    /// Whether an export is several files, which go into a folder.
    package var isWrittenAsFolder: Bool {
        switch self {
        case .salesforce, .osticket, .redmine: true
        case .servicenow, .dataverse, .jira, .mantis, .bugzilla, .rails: false
        }
    }

    /// How the name of a file of it ends.
    package var fileEnding: String {
        switch self {
        case .dataverse: ".zip"
        case .servicenow, .redmine, .salesforce, .osticket, .jira, .mantis, .bugzilla, .rails: ".xml"
        }
    }

    /// The longest value of any field, in UTF-16 units, whatever a mapping says; nil when the format sets no limit.
    package var fieldLimit: Int? {
        switch self {
        case .salesforce: SalesforceLimits.field
        case .servicenow, .dataverse, .redmine, .osticket, .jira, .mantis, .bugzilla, .rails: nil
        }
    }

    /// The mapping that Recoup brings, below the directory of templates.
    package var mappingFile: String { "exchange/\(rawValue).mapping.xml" }
}
