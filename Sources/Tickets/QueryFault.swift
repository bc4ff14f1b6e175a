private import Basics

/// Why a query cannot be read, and in which column (from 1, in characters).
package struct QueryFault: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case unknownField(String)
        case missingValue(field: String)
        case unknownValue(String, field: String, known: [String])
        case badOperator(String, field: String, known: [String])
        case notANumber(String)
        case notADuration(String)
        case notADay(String)
        case unknownCurrency(String)
        case openQuote
        case nothingToNegate
        case noWord(String)
        case twoSorts
    }

    package let kind: Kind
    package let column: Int

    package init(_ kind: Kind, column: Int) {
        self.kind = kind
        self.column = column
    }

    /// The fields of the language, in the order in which help lists them.
    package static let fields = [
        "status", "is", "impact", "reason", "problem", "tenant", "order", "currency", "amount", "number", "source",
        "external", "assignee", "requester", "age", "idle", "due", "created", "has", "sort",
    ]

    /// What was refused, where, and what would have worked, in English.
    package var sentence: String {
        "column \(column): " + explanation
    }

    private var explanation: String {
        switch kind {
        case .unknownField(let name):
            "there is no field '\(quoted(name))'; there are \(Self.fields.joined(separator: ", ")); "
                + "to look for the text, put it in quotation marks"
        case .missingValue(let field): "'\(field)' needs a value right behind it, as in \(Self.example(of: field))"
        case .unknownValue(let value, let field, let known):
            "'\(quoted(value))' is no \(field); it is one of \(known.joined(separator: ", "))"
        case .badOperator(let sign, let field, let known):
            "'\(field)' does not take '\(sign)'; it takes \(known.joined(separator: " "))"
        case .notANumber(let text): "'\(quoted(text))' is not a number; write digits with a point, as 1250.00"
        case .notADuration(let text): "'\(quoted(text))' is not a duration; write a number and m, h, d or w, as 3d"
        case .notADay(let text): "'\(quoted(text))' is not a date; write YYYY-MM-DD, as 2026-11-23"
        case .unknownCurrency(let text): "'\(quoted(text))' is not an ISO 4217 currency code; write one, as USD"
        case .openQuote: "the quotation mark is never closed"
        case .nothingToNegate: "there is nothing behind the minus sign"
        case .noWord(let text): "'\(quoted(text))' holds no letter or digit to look for"
        case .twoSorts: "the order is given twice; keep one sort"
        }
    }

    private static func example(of field: String) -> String {
        switch field {
        case "amount": "amount>=1000"
        case "age", "idle": "\(field)>3d"
        case "due": "due<4h"
        case "created": "created>=2026-11-01"
        case "number": "number:10001"
        case "sort": "sort:-amount"
        case "is": "is:open"
        case "has": "has:files"
        case "assignee", "requester": "\(field):me"
        case "currency": "currency:USD"
        case "tenant": "tenant:contoso.com"
        default: "\(field):…"
        }
    }
}
