package import Basics

/// A customer: a tenant with the domain that it began with.
package struct Customer: Hashable, Sendable {
    package typealias ID = Identifier<Customer>

    /// The tenant's GUID.
    package let id: ID
    package let domain: DomainName
    package let name: String
    package let market: Market
    package let segment: Segment
    /// When the customer accepted the Microsoft Customer Agreement; nil forbids buying (Partner Center error 13605).
    package let agreedOn: Day?
    /// The language that they are written to in; nil means the desk's own.
    package let language: Language?

    package init(
        id: ID,
        domain: DomainName,
        name: String,
        market: Market,
        segment: Segment,
        agreedOn: Day?,
        language: Language?
    ) {
        self.id = id
        self.domain = domain
        self.name = name
        self.market = market
        self.segment = segment
        self.agreedOn = agreedOn
        self.language = language
    }
}

/// How people name a customer (seed, "Cancel a purchase": name, tenant GUID, or domain name).
package enum CustomerReference: Hashable, Sendable {
    case id(Customer.ID)
    case domain(DomainName)
    case name(String)

    package init(_ text: String) {
        let trimmed = text.trimmed
        if let id = try? Customer.ID(trimmed) {
            self = .id(id)
        } else if trimmed.contains("."), let domain = try? DomainName(trimmed) {
            self = .domain(domain)
        } else {
            self = .name(trimmed)
        }
    }

    /// Whether it names this customer. A name is compared without its case; the rest is exact.
    package func names(_ customer: Customer) -> Bool {
        switch self {
        case .id(let id): id == customer.id
        case .domain(let domain): domain == customer.domain || domain.text == customer.name.lowercased()
        case .name(let name): name.lowercased().utf8.elementsEqual(customer.name.lowercased().utf8)
        }
    }
}

extension CustomerReference: CustomStringConvertible {
    package var description: String {
        switch self {
        case .id(let id): id.description
        case .domain(let domain): domain.text
        case .name(let name): name
        }
    }
}
