package import Basics

/// A customer's tenant, named by its GUID or by one of its domains (seed, "Request a refund").
package enum Tenant: Hashable, Sendable {
    case guid(GUID)
    case domain(DomainName)

    /// Throws ``Fault/notATenant(_:)`` for what has no dot and is no GUID, else the domain's own fault.
    package init(_ text: String) throws(Fault) {
        let trimmed = text.trimmed
        if let guid = try? GUID(trimmed) {
            self = .guid(guid)
        } else if trimmed.contains(".") {
            self = .domain(try DomainName(trimmed))
        } else {
            throw .notATenant(text)
        }
    }
}

extension Tenant: CustomStringConvertible {
    package var description: String {
        switch self {
        case .guid(let guid): guid.description
        case .domain(let domain): domain.text
        }
    }
}
