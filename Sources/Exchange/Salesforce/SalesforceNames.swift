import XML

/// The namespaces and elements that Salesforce's documents are made of. Prefixes mean nothing: every writer has its own.
enum SalesforceNames {
    static let bulk = "http://www.force.com/2009/06/asyncapi/dataload"
    static let outbound = "http://soap.sforce.com/2005/09/outbound"
    static let instance = "http://www.w3.org/2001/XMLSchema-instance"
    static let envelopes = ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"]
    /// Answers of the two SOAP APIs, by the WSDL that their caller has.
    static let answers = ["urn:partner.soap.sforce.com", "urn:enterprise.soap.sforce.com"]
    static let records = ["urn:sobject.partner.soap.sforce.com", "urn:sobject.enterprise.soap.sforce.com"]

    /// Where a field's element may stand.
    static let fields = Set(records + answers + [bulk, outbound])

    /// What stands around records in envelopes.
    static let containers: Set<ElementName> = {
        var names: Set<ElementName> = [ElementName("notifications", in: outbound)]
        for envelope in envelopes { names.insert(ElementName("Body", in: envelope)) }
        for answer in answers {
            for name in ["queryResponse", "queryMoreResponse", "queryAllResponse", "result"] {
                names.insert(ElementName(name, in: answer))
            }
        }
        return names
    }()

    /// What a document says of itself beside its records.
    static let around: Set<String> = [
        "Header", "OrganizationId", "ActionId", "EnterpriseUrl", "PartnerUrl", "queryLocator", "size", "done",
    ]

    /// Fields that Salesforce sets itself.
    static let readOnly: Set<String> = [
        "Id", "CaseNumber", "IsClosed", "ClosedDate", "IsDeleted", "CreatedById", "LastModifiedById",
        "LastModifiedDate",
        "SystemModstamp",
    ]
}

extension Element {
    /// Whether the element stands for no value at all.
    var isNil: Bool {
        let value = attribute("nil", namespace: SalesforceNames.instance)
        return value == "true" || value == "1"
    }

    /// The type that the element says it has, without prefix.
    var typeName: String? {
        attribute("type", namespace: SalesforceNames.instance)?
            .split(separator: ":").last.map(String.init)
    }
}
