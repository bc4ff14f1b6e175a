private import Basics
package import Tickets

extension Words {
    /// Why a query cannot be read; the page shows the column beneath it.
    package func sentence(_ fault: QueryFault) -> String {
        switch fault.kind {
        case .unknownField(let name):
            self("query.unknownField", ["text": quoted(name), "known": list(QueryFault.fields)])
        case .missingValue(let field): self("query.missingValue", ["field": field])
        case .unknownValue(let value, let field, let known):
            self("query.unknownValue", ["text": quoted(value), "field": field, "known": list(known)])
        case .badOperator(let sign, let field, let known):
            self("query.badOperator", ["sign": sign, "field": field, "known": known.joined(separator: " ")])
        case .notANumber(let text): self("query.notANumber", ["text": quoted(text)])
        case .notADuration(let text): self("query.notADuration", ["text": quoted(text)])
        case .notADay(let text): self("query.notADay", ["text": quoted(text)])
        case .unknownCurrency(let text): self("query.unknownCurrency", ["text": quoted(text)])
        case .openQuote: self("query.openQuote")
        case .nothingToNegate: self("query.nothingToNegate")
        case .noWord(let text): self("query.noWord", ["text": quoted(text)])
        case .twoSorts: self("query.twoSorts")
        }
    }
}
