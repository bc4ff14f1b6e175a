import Basics
import SampleDesk
import Testing
import Tickets

struct TicketQueryTests {
    static let readings: [(String, TicketQuery.Filter)] = [
        ("status:underReview", .status([.underReview])),
        ("status=DRAFT,closed", .status([.draft, .closed])),
        ("is:open", .status(Set(TicketStatus.allCases.filter(\.isOpen)))),
        ("is:done", .status([.discarded, .settled, .declined, .withdrawn, .closed])),
        ("impact:critical,minimal", .impact([.critical, .minimal])),
        ("reason:duplicate", .reason([.duplicate])),
        ("problem:servicecredit", .problem([.serviceCredit])),
        ("tenant:Contoso.com", .tenant("contoso.com")),
        ("order:A1B2C3D4E5F6", .purchase("a1b2c3d4e5f6")),
        ("order:0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9", .purchase("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")),
        ("order:else", .purchase("else")),
        ("amount>=1000", .amount(.atLeast, tenThousandths: 10_000_000)),
        ("amount<0.5", .amount(.less, tenThousandths: 5_000)),
        ("amount=1,250.0001", .amount(.equal, tenThousandths: 12_500_001)),
        ("number:R-10001", .number(.equal, 10_001)),
        ("number>10001", .number(.more, 10_001)),
        ("source:\"contoso crm\"", .source("contoso crm")),
        ("external:INC-1", .external("INC-1")),
        ("assignee:none", .assignee(.nobody)),
        ("assignee:me", .assignee(.me)),
        ("requester:kim", .requester(.named("kim"))),
        ("age>3d", .age(.more, 259_200_000)),
        ("idle<=2w", .idle(.atMost, 1_209_600_000)),
        ("due<4h", .due(.less, 14_400_000)),
        ("due<-30m", .due(.less, -1_800_000)),
        ("due:today", .dueToday),
        ("created>=2026-11-01", .created(.atLeast, Day(daysSinceEpoch: 20_758))),
        ("has:files", .hasFiles),
        ("환불", .words(["환불"], isPhrase: false)),
        ("\"free text\"", .words(["free", "text"], isPhrase: true)),
        ("is:merged", .merged),
        ("is:waiting", .waiting),
        ("\"one\"", .words(["one"], isPhrase: true)),
        ("co-op", .words(["co", "op"], isPhrase: true)),
        ("10:30", .words(["10", "30"], isPhrase: true)),
    ]

    @Test(arguments: readings)
    func `every field is read, and turned round by a minus`(text: String, filter: TicketQuery.Filter) throws {
        #expect(try TicketQuery(text) == TicketQuery(terms: [TicketQuery.Term(filter)]))
        var opposite = TicketQuery.Term(filter, isNegated: true)
        // What stands in none of these statuses stands in one of the others; what was merged stands in none.
        if case .status(let statuses) = filter {
            opposite = TicketQuery.Term(.status(Set(TicketStatus.allCases).subtracting(statuses)))
        }
        #expect(try TicketQuery("-" + text) == TicketQuery(terms: [opposite]))
    }

    @Test func `currencies are read`() throws {
        let currencies: Set<Currency> = [try Currency("USD"), try Currency("KRW")]
        #expect(try TicketQuery("currency:usd,KRW").terms == [TicketQuery.Term(.currency(currencies))])
    }

    @Test func `every field of the help is understood`() throws {
        let known = Self.readings.map { $0.0.prefix { $0.isLetter } } + ["currency", "sort"]
        for field in QueryFault.fields { #expect(known.contains { $0 == field }, "\(field)") }
    }

    @Test func `terms add up and the order is the last change first unless said otherwise`() throws {
        let query = try TicketQuery("  status:draft -impact:critical 환불 -\"free text\"  sort:-amount ")
        #expect(query.terms.count == 4)
        #expect(query.terms.map(\.isNegated) == [false, true, false, true])
        #expect(query.sort == TicketQuery.Sort(.amount, isDescending: true))
        #expect(try TicketQuery("") == TicketQuery(terms: [], sort: .standard))
        #expect(TicketQuery.Sort.standard == TicketQuery.Sort(.updated, isDescending: true))
        for key in TicketQuery.Sort.Key.allCases {
            #expect(try TicketQuery("sort:\(key.rawValue)").sort == TicketQuery.Sort(key, isDescending: false))
        }
    }

    static let statuses = TicketStatus.allCases.map(\.rawValue).joined(separator: ", ")

    @Test(arguments: [
        (
            "colour:red",
            "column 1: there is no field 'colour'; there are \(QueryFault.fields.joined(separator: ", ")); "
                + "to look for the text, put it in quotation marks"
        ),
        ("환불 -tenant:", "column 12: 'tenant' needs a value right behind it, as in tenant:contoso.com"),
        ("status:draft,opn", "column 14: 'opn' is no status; it is one of \(statuses)"),
        ("status:\"draft,opn\"", "column 15: 'opn' is no status; it is one of \(statuses)"),
        ("is:maybe", "column 4: 'maybe' is no is; it is one of open, done, merged, waiting"),
        ("has:notes", "column 5: 'notes' is no has; it is one of files"),
        ("status>draft", "column 7: 'status' does not take '>'; it takes : ="),
        ("sort=amount", "column 5: 'sort' does not take '='; it takes :"),
        ("amount>=many", "column 9: 'many' is not a number; write digits with a point, as 1250.00"),
        ("number:R-x", "column 8: 'R-x' is not a number; write digits with a point, as 1250.00"),
        ("age>3", "column 5: '3' is not a duration; write a number and m, h, d or w, as 3d"),
        (
            "age>-9223372036854775808d",
            "column 5: '-9223372036854775808d' is not a duration; write a number and m, h, d or w, as 3d"
        ),
        ("created>2026-02-30", "column 9: '2026-02-30' is not a date; write YYYY-MM-DD, as 2026-11-23"),
        ("currency:USD,XX", "column 14: 'XX' is not an ISO 4217 currency code; write one, as USD"),
        ("currency:,", "column 10: '' is not an ISO 4217 currency code; write one, as USD"),
        ("환불 \"free", "column 4: the quotation mark is never closed"),
        ("a - b", "column 3: there is nothing behind the minus sign"),
        ("a -", "column 3: there is nothing behind the minus sign"),
        ("a ???", "column 3: '???' holds no letter or digit to look for"),
        ("sort:-colour", "column 7: 'colour' is no sort; it is one of updated, created, amount, number, due, urgency"),
        ("sort:due sort:due", "column 10: the order is given twice; keep one sort"),
    ])
    func `what cannot be read is refused with its column`(text: String, sentence: String) {
        do {
            _ = try TicketQuery(text)
            Issue.record("'\(text)' was read")
        } catch { #expect(error.sentence == sentence) }
    }

    @Test func `words are runs of letters, marks and digits`() {
        #expect(TicketQuery.searchWords(in: "환불을, 2건 (e\u{301}té)—A_b") == ["환불을", "2건", "e\u{301}té", "A", "b"])
        #expect(TicketQuery.searchWords(in: " ,.-") == [])
    }

    @Test func `a comparison holds as its sign says`() {
        let truth: [TicketQuery.Comparison: [Bool]] = [
            .less: [true, false, false], .atMost: [true, true, false], .equal: [false, true, false],
            .atLeast: [false, true, true], .more: [false, false, true],
        ]
        for (comparison, expected) in truth { #expect([1, 2, 3].map { comparison.holds($0, 2) } == expected) }
    }

    @Test func `amounts of all currencies compare on one scale`() throws {
        #expect(Money(minorUnits: 3, try Currency("JPY")).tenThousandths == 30_000)
        #expect(Money(minorUnits: 3, try Currency("KWD")).tenThousandths == 30)
        #expect(Money(minorUnits: 3, try Currency("CLF")).tenThousandths == 3)
        #expect(Money(minorUnits: .max, try Currency("USD")).tenThousandths == .max)
        #expect(Money(minorUnits: .min, try Currency("USD")).tenThousandths == .min)
    }
}
