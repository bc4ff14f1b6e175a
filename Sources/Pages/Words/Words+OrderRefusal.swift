private import Basics
package import Casework
package import Orders

extension Words {
    /// Why something was not done with an order, and what would have worked.
    package func sentence(_ refusal: OrderRefusal) -> String {
        switch refusal {
        case .notCancellable(let quote): sentence(quote.verdict)
        case .quoteExpired(let at): self("orderRefusal.quoteExpired", ["at": absolute(at)])
        case .quoteChanged(let shown, let now):
            self("orderRefusal.quoteChanged", ["shown": amount(shown), "now": amount(now)])
        case .otherQuote: self("orderRefusal.otherQuote")
        case .otherCustomer(let name): self("orderRefusal.otherCustomer", ["name": quoted(name)])
        case .otherProduct(let name, let actual):
            self("orderRefusal.otherProduct", ["name": quoted(name), "actual": list(actual.map { quoted($0) })])
        case .notAcknowledged: self("orderRefusal.notAcknowledged")
        case .referenceMissing: self("orderRefusal.referenceMissing")
        case .ledger(let refusal): sentence(refusal)
        case .notSold: self("orderRefusal.notSold")
        case .noAgreement(let customer): self("orderRefusal.noAgreement", ["customer": quoted(customer)])
        case .noOffer(let item, let market, let segment):
            self(
                "orderRefusal.noOffer",
                ["item": quoted(item), "market": "\(market.name) (\(market.code))", "segment": name(segment)]
            )
        case .reservationsUnavailable(let market):
            self("orderRefusal.reservationsUnavailable", ["market": "\(market.name) (\(market.code))"])
        case .quantity(let asked, let allowed):
            self(
                "orderRefusal.quantity",
                [
                    "asked": grouped(String(asked)), "least": grouped(String(allowed.lowerBound)),
                    "most": grouped(String(allowed.upperBound)),
                ]
            )
        case .mixedCurrencies(let currencies):
            self("orderRefusal.mixedCurrencies", ["currencies": list(currencies.map(\.code))])
        case .emptyOrder: self("orderRefusal.emptyOrder")
        case .tooLarge: self("orderRefusal.tooLarge")
        case .requestUsed: self("orderRefusal.requestUsed")
        case .ended(let at): self("orderRefusal.ended", ["at": absolute(at)])
        case .revoked(let at, let who): self("orderRefusal.revoked", ["at": absolute(at), "who": who])
        case .noMedia(let item): self("orderRefusal.noMedia", ["item": quoted(item)])
        case .unknownMedia(let version, let known):
            self("orderRefusal.unknownMedia", ["version": quoted(version), "known": list(known)])
        case .unknownLanguage(let language):
            self(
                "orderRefusal.unknownLanguage",
                ["language": quoted(language), "known": list(Media.languages.map { mediaLanguage($0) })]
            )
        case .keptElsewhere: self("orderRefusal.keptElsewhere")
        case .settledByRuns: self("orderRefusal.settledByRuns")
        case .linkDead: self("orderRefusal.linkDead")
        }
    }

    /// Why money was not moved.
    package func sentence(_ refusal: LineLedger.Refusal) -> String {
        switch refusal {
        case .wrongCurrency(let asked, let expected):
            self("ledger.wrongCurrency", ["asked": asked.code, "expected": expected.code])
        case .tooLarge(let maximum): self("ledger.tooLarge", ["maximum": amount(maximum)])
        case .notPositive(let amount): self("ledger.notPositive", ["amount": self.amount(amount)])
        case .exceeds(let asked, let maximum, let account):
            self(
                "ledger.exceeds",
                ["asked": amount(asked), "maximum": amount(maximum), "account": name(account)]
            )
        case .keyUsed(let key): self("ledger.keyUsed", ["key": quoted(key)])
        }
    }

    /// Why what is encrypted cannot be read or written.
    package func sentence(_ fault: SecretsFault) -> String {
        switch fault {
        case .noKey: self("secrets.noKey")
        case .otherKey(let expected, let actual):
            self("secrets.otherKey", ["expected": expected, "actual": actual])
        case .unusable(let place, let reason):
            self("secrets.unusable", ["place": quoted(place), "reason": quoted(reason)])
        case .unreadable: self("secrets.unreadable")
        }
    }
}
