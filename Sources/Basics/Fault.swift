/// What is wrong with one value. A closed set: every face turns each case into words of its own language.
package enum Fault: Error, Hashable, Sendable {
    case missing
    case tooLong(limit: Int, actual: Int)
    case forbiddenCharacter(scalar: UInt32, position: Int)
    case lineBreak(position: Int)
    case notAGUID(String)
    case notAnInstant(String)
    case notADay(String)
    case notAMonth(String)
    case notADigest(String)
    case notADomain(String, DomainFlaw)
    case notATenant(String)
    case notAnEmail(String)
    case notAPhone(String)
    case notAPurchase(String)
    case notANumber(String)
    case unknownCurrency(String)
    case unknownMarket(String)
    case tooManyDecimals(currency: String, allowed: Int, actual: Int)
    case tooLarge(String)
    case notPositive(String)
    case notWhole(String)
    case beforeStart(day: Day, start: Day)
    case cellCount(header: Int, actual: Int)
    case unknownChoice(String, known: [String])
    case notAFileName(String)
    case notAMediaType(String)
    case fileTooLarge(limit: Int64, actual: Int64)
    case tooManyFiles(limit: Int, actual: Int)
    case duplicateFile(String)
    case digestMismatch(stated: Digest, actual: Digest)
    case sizeMismatch(stated: Int64, actual: Int64)
    case sumMismatch(stated: Money, parts: Money)
    case notBase64(position: Int)
    case malformedFields(at: Int)
    case missingField(String)
    case duplicateName(String)
    case lastAdministrator

    /// Why a domain name is not one (RFC 1123 §2.1, RFC 1035 §2.3.4).
    package enum DomainFlaw: String, Hashable, Sendable, CaseIterable {
        case tooLong, oneLabel, emptyLabel, longLabel, badCharacter, hyphenAtEdge, numericTop, international
    }
}

extension Fault {
    /// What was refused and what would have worked, in English. Names no field: the place is the problem's.
    package var sentence: String {
        switch self {
        case .missing: "is missing"
        case .tooLong(let limit, let actual): "has \(actual) characters; at most \(limit) are kept"
        case .forbiddenCharacter(let scalar, let position):
            "holds the character U+\(hex(scalar)) at position \(position), which no XML document can carry; remove it"
        case .lineBreak(let position): "breaks into a second line at position \(position); write it on one line"
        case .notAGUID(let text):
            "'\(quoted(text))' is not a GUID; write 8-4-4-4-12 hexadecimal digits, as 0a1b2c3d-0000-4000-8000-123456789abc"
        case .notAnInstant(let text):
            "'\(quoted(text))' is not an instant; write ISO 8601 with a zone, as 2026-11-23T08:15:00Z"
        case .notADay(let text): "'\(quoted(text))' is not a date; write YYYY-MM-DD, as 2026-11-23"
        case .notAMonth(let text): "'\(quoted(text))' is not a month; write YYYY-MM, as 2026-11"
        case .notADigest(let text): "'\(quoted(text))' is not a SHA-256 digest; write 64 hexadecimal digits"
        case .notADomain(let text, let flaw): "'\(quoted(text))' is not a domain name: \(flaw.sentence)"
        case .notATenant(let text):
            "'\(quoted(text))' is neither a tenant GUID nor a domain name; write one, as contoso.onmicrosoft.com"
        case .notAnEmail(let text): "'\(quoted(text))' is not an e-mail address; write one, as kim@contoso.com"
        case .notAPhone(let text):
            "'\(quoted(text))' is not a telephone number; write 7 to 15 digits, as +82 2 1234 5678 or 555-0100 x12"
        case .notAPurchase(let text):
            "'\(quoted(text))' is neither an order id (33 characters ending in 1, or 12 hexadecimal digits) "
                + "nor a subscription GUID"
        case .notANumber(let text): "'\(quoted(text))' is not a number; write digits with a point, as 1250.00"
        case .unknownCurrency(let text): "'\(quoted(text))' is not an ISO 4217 currency code; write one, as USD"
        case .unknownMarket(let text):
            "'\(quoted(text))' is not a market; write its ISO 3166-1 code or its English name, as KR or South Korea"
        case .tooManyDecimals(let currency, let allowed, let actual):
            allowed == 0
                ? "has \(actual) decimals; \(currency) has none"
                : "has \(actual) decimals; \(currency) has \(allowed)"
        case .tooLarge(let text): "'\(quoted(text))' is larger than an amount can be (about 92 quadrillion minor units)"
        case .notPositive(let text): "'\(quoted(text))' is not above zero"
        case .notWhole(let text): "'\(quoted(text))' is not a whole number; write digits only, as 10"
        case .beforeStart(let day, let start): "is \(day), before its start on \(start)"
        case .cellCount(let header, let actual):
            "has \(actual) cells; the first line names \(header). Put cells with separators in them in quotation marks"
        case .unknownChoice(let text, let known): "'\(quoted(text))' is not one of \(known.joined(separator: ", "))"
        case .notAFileName(let text):
            "'\(quoted(text))' is not a file name; write 1 to 255 characters without / and \\, and not . or .."
        case .notAMediaType(let text): "'\(quoted(text))' is not a media type; write one, as application/pdf"
        case .fileTooLarge(let limit, let actual): "has \(actual) bytes; at most \(limit) are taken"
        case .tooManyFiles(let limit, let actual): "makes \(actual) files on one ticket; at most \(limit) are taken"
        case .duplicateFile(let name): "'\(quoted(name))' is given twice"
        case .digestMismatch(let stated, let actual): "has the SHA-256 \(actual), but \(stated) was stated"
        case .sizeMismatch(let stated, let actual): "has \(actual) bytes, but \(stated) were stated"
        case .sumMismatch(let stated, let parts): "is \(stated), but its parts add up to \(parts)"
        case .notBase64(let position): "is not base64 at character \(position)"
        case .malformedFields(let offset): "is not a list of fields at byte \(offset)"
        case .missingField(let name): "lacks the field '\(quoted(name))'"
        case .duplicateName(let name): "'\(quoted(name))' is taken; choose another"
        case .lastAdministrator: "nobody else could manage people then; make somebody else administrator first"
        }
    }
}

extension Fault.DomainFlaw {
    package var sentence: String {
        switch self {
        case .tooLong: "it has more than 253 characters"
        case .oneLabel: "it has no dot"
        case .emptyLabel: "there is nothing between two dots"
        case .longLabel: "a part has more than 63 characters"
        case .badCharacter: "only letters, digits and hyphens may stand between the dots"
        case .hyphenAtEdge: "a part begins or ends with a hyphen"
        case .numericTop: "its last part is a number"
        case .international: "write its xn-- form"
        }
    }
}

/// What a user wrote, short enough for a sentence and with nothing in it that could move a terminal's cursor.
package func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(60) {
        let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        result.unicodeScalars.append(isControl ? "\u{fffd}" : scalar)
    }
    return text.unicodeScalars.count > 60 ? result + "…" : result
}

private func hex(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
