import Basics
import Testing

struct FaultTests {
    static let sentences: [(Fault, String)] =
        [
            (.missing, "is missing"),
            (.tooLong(limit: 3, actual: 4), "has 4 characters; at most 3 are kept"),
            (
                .forbiddenCharacter(scalar: 7, position: 2),
                "holds the character U+0007 at position 2, which no XML document can carry; remove it"
            ),
            (.lineBreak(position: 5), "breaks into a second line at position 5; write it on one line"),
            (
                .notAGUID("x"),
                "'x' is not a GUID; write 8-4-4-4-12 hexadecimal digits, as 0a1b2c3d-0000-4000-8000-123456789abc"
            ),
            (.notAnInstant("x"), "'x' is not an instant; write ISO 8601 with a zone, as 2026-11-23T08:15:00Z"),
            (.notADay("x"), "'x' is not a date; write YYYY-MM-DD, as 2026-11-23"),
            (.notAMonth("x"), "'x' is not a month; write YYYY-MM, as 2026-11"),
            (.notADigest("x"), "'x' is not a SHA-256 digest; write 64 hexadecimal digits"),
            (.notADomain("x", .oneLabel), "'x' is not a domain name: it has no dot"),
            (
                .notATenant("x"),
                "'x' is neither a tenant GUID nor a domain name; write one, as contoso.onmicrosoft.com"
            ),
            (.notAnEmail("x"), "'x' is not an e-mail address; write one, as kim@contoso.com"),
            (
                .notAPhone("x"),
                "'x' is not a telephone number; write 7 to 15 digits, as +82 2 1234 5678 or 555-0100 x12"
            ),
            (
                .notAPurchase("x"),
                "'x' is neither an order id (33 characters ending in 1, or 12 hexadecimal digits) nor a subscription GUID"
            ),
            (.notANumber("x"), "'x' is not a number; write digits with a point, as 1250.00"),
            (.unknownCurrency("x"), "'x' is not an ISO 4217 currency code; write one, as USD"),
            (
                .unknownMarket("x"),
                "'x' is not a market; write its ISO 3166-1 code or its English name, as KR or South Korea"
            ),
            (.tooManyDecimals(currency: "USD", allowed: 2, actual: 3), "has 3 decimals; USD has 2"),
            (.tooManyDecimals(currency: "JPY", allowed: 0, actual: 1), "has 1 decimals; JPY has none"),
            (.tooLarge("9"), "'9' is larger than an amount can be (about 92 quadrillion minor units)"),
            (.notPositive("0"), "'0' is not above zero"),
            (.notWhole("2.5"), "'2.5' is not a whole number; write digits only, as 10"),
            (
                .beforeStart(day: Day(daysSinceEpoch: 0), start: Day(daysSinceEpoch: 1)),
                "is 1970-01-01, before its start on 1970-01-02"
            ),
            (
                .cellCount(header: 46, actual: 47),
                "has 47 cells; the first line names 46. Put cells with separators in them in quotation marks"
            ),
            (.unknownChoice("x", known: ["a", "b"]), "'x' is not one of a, b"),
            (
                .notAFileName("a/b"),
                "'a/b' is not a file name; write 1 to 255 characters without / and \\, and not . or .."
            ),
            (.notAMediaType("x"), "'x' is not a media type; write one, as application/pdf"),
            (.fileTooLarge(limit: 1, actual: 2), "has 2 bytes; at most 1 are taken"),
            (.tooManyFiles(limit: 10, actual: 11), "makes 11 files on one ticket; at most 10 are taken"),
            (.duplicateFile("a.pdf"), "'a.pdf' is given twice"),
            (
                .digestMismatch(stated: Digest.of("abc"), actual: Digest.of("")),
                "has the SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, but "
                    + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad was stated"
            ),
            (.sizeMismatch(stated: 1, actual: 2), "has 2 bytes, but 1 were stated"),
            (.notBase64(position: 4), "is not base64 at character 4"),
            (.malformedFields(at: 4), "is not a list of fields at byte 4"),
            (.missingField("a"), "lacks the field 'a'"),
            (.duplicateName("kim"), "'kim' is taken; choose another"),
            (.lastAdministrator, "nobody else could manage people then; make somebody else administrator first"),
        ] + sums

    private static let sums: [(Fault, String)] = [
        (try? (Money("1.00 EUR"), Money("-94.20 EUR"))).map { stated, parts in
            (.sumMismatch(stated: stated, parts: parts), "is 1.00 EUR, but its parts add up to -94.20 EUR")
        }
    ].compactMap(\.self)

    @Test(arguments: sentences)
    func `every fault has its sentence`(fault: Fault, sentence: String) {
        #expect(fault.sentence == sentence)
    }

    @Test func `every case stands in the list above`() {
        let covered = Set(Self.sentences.map { Self.name(of: $0.0) })
        #expect(covered.count == 37)
        #expect(Set(Fault.DomainFlaw.allCases.map(\.sentence)).count == 8)
    }

    @Test func `a problem names its place and its field as far as they are known`() {
        let problem = Problem("amount", .missing)
        #expect(problem.description == "amount: is missing")
        #expect(Problem(nil, .missing).description == "is missing")
        #expect(problem.placed(at: Problem.Place(line: 12, column: 5)).description == "12:5: amount: is missing")
        #expect(problem.placed(at: Problem.Place(line: 12)).description == "12: amount: is missing")
    }

    /// Exhaustive, so that a new fault does not compile until it is counted here and stands above.
    private static func name(of fault: Fault) -> Int {
        switch fault {
        case .missing: 0
        case .tooLong: 1
        case .forbiddenCharacter: 2
        case .lineBreak: 3
        case .notAGUID: 4
        case .notAnInstant: 5
        case .notADay: 6
        case .notADigest: 7
        case .notADomain: 8
        case .notATenant: 9
        case .notAnEmail: 10
        case .notAPhone: 11
        case .notAPurchase: 12
        case .notANumber: 13
        case .unknownCurrency: 14
        case .tooManyDecimals: 15
        case .tooLarge: 16
        case .notPositive: 17
        case .unknownChoice: 18
        case .notAFileName: 19
        case .notAMediaType: 20
        case .fileTooLarge: 21
        case .tooManyFiles: 22
        case .duplicateFile: 23
        case .digestMismatch: 24
        case .sizeMismatch: 25
        case .notBase64: 26
        case .malformedFields: 27
        case .missingField: 28
        case .duplicateName: 29
        case .lastAdministrator: 30
        case .unknownMarket: 31
        case .notAMonth: 32
        case .notWhole: 33
        case .beforeStart: 34
        case .cellCount: 35
        case .sumMismatch: 36
        }
    }
}
