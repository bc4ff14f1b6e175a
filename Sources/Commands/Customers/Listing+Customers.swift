import Basics
import Orders

extension Listing where Row == Customer {
    static var customers: Listing<Customer> {
        Listing(
            names: ("customers", "customer"),
            columns: [
                .plain("NAME", minimum: 12, style: .strong, \.name),
                .plain("DOMAIN", minimum: 14, \.domain.text),
                .plain("MARKET", \.market.code),
                .plain("SEGMENT", rank: 2, \.segment.rawValue),
                Column(
                    title: "AGREED",
                    rank: 1,
                    shown: { $0.agreedOn.map { ($0.description, nil) } ?? ("no", .bad) },
                    exact: { $0.agreedOn?.description ?? "" }
                ),
                .plain("TENANT", rank: 3, style: .faint, \.id.description),
            ],
            fields: \.fields,
            name: \.id.description
        )
    }
}

extension Customer {
    /// For JSON, CSV and XML. The keys are stable.
    var fields: [(key: String, value: JSON)] {
        [
            ("tenant", .text(id.description)), ("domain", .text(domain.text)), ("name", .text(name)),
            ("market", .text(market.code)), ("segment", .text(segment.rawValue)),
            ("agreed", .text(orNull: agreedOn?.description)), ("language", .text(orNull: language?.rawValue)),
        ]
    }
}
