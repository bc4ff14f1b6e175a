import Basics
import Orders

extension MutableRecords {
    /// Keeps a customer's data, unless another customer here has the domain: then keeps nothing and returns why.
    func introduce(_ customer: Customer) throws -> String? {
        if let refusal = try refusal(of: customer) { return refusal }
        // Somebody else took the domain just now: the next try meets them.
        do { try save(customer) } catch is DomainTaken { throw Overtaken() }
        return nil
    }

    /// Why a customer cannot be here; nil when nothing stands against it.
    func refusal(of customer: Customer) throws -> String? {
        guard let other = try self.customer(.domain(customer.domain)), other.domain == customer.domain,
            other.id != customer.id
        else { return nil }
        return "the domain \(customer.domain) belongs to the customer \(other.id) here"
    }
}
