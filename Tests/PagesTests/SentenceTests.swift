import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets
import Workflows

@testable import Pages

@Suite struct SentenceTests {
    private static let usd = try? Currency("USD")

    private static func words() throws -> [Words] {
        try Language.allCases.map {
            try Words(language: $0, file: projectPath("Templates/locales/\($0.rawValue).json"))
        }
    }

    /// A sentence that is a key, or that has a value missing, was never finished.
    private func check(_ sentence: String) {
        #expect(!sentence.contains(/\{\w+\}/), "\(sentence)")
        #expect(!sentence.contains(/^[a-zA-Z]+\.[a-zA-Z.]+$/), "\(sentence)")
        #expect(!sentence.isEmpty)
    }

    @Test func `every fault is a finished sentence in both languages`() throws {
        let digest = Digest.of("x")
        let faults: [Fault] = [
            .missing, .tooLong(limit: 1, actual: 2), .forbiddenCharacter(scalar: 0, position: 1),
            .lineBreak(position: 1),
            .notAGUID("x"), .notAnInstant("x"), .notADay("x"), .notAMonth("x"), .notADigest("x"),
            .notADomain("x", .oneLabel),
            .notATenant("x"), .notAnEmail("x"), .notAPhone("x"), .notAPurchase("x"), .notANumber("x"),
            .unknownCurrency("x"), .unknownMarket("x"), .tooManyDecimals(currency: "JPY", allowed: 0, actual: 2),
            .tooManyDecimals(currency: "USD", allowed: 2, actual: 3), .tooLarge("x"), .notPositive("x"),
            .unknownChoice("x", known: ["a"]), .notAFileName("x"), .notAMediaType("x"),
            .fileTooLarge(limit: 1, actual: 2),
            .tooManyFiles(limit: 1, actual: 2), .duplicateFile("x"), .digestMismatch(stated: digest, actual: digest),
            .sizeMismatch(stated: 1, actual: 2), .notBase64(position: 1), .malformedFields(at: 1), .missingField("x"),
            .duplicateName("x"), .lastAdministrator, .notWhole("x"),
            .beforeStart(day: Day(daysSinceEpoch: 0), start: Day(daysSinceEpoch: 1)), .cellCount(header: 1, actual: 2),
            .sumMismatch(
                stated: Money(minorUnits: 1, try #require(Self.usd)),
                parts: Money(minorUnits: 2, try #require(Self.usd))
            ),
        ]
        for words in try Self.words() { for fault in faults { check(words.sentence(fault)) } }
    }

    @Test func `every refusal is a finished sentence in both languages`() throws {
        let usd = try #require(Self.usd)
        let (less, more) = (Money(minorUnits: 100, usd), Money(minorUnits: 200, usd))
        let now = Instant(milliseconds: 0)
        let exit = try #require(TicketStatus.underReview.exits.first)
        let purchase = PurchaseReference.order("a1b2c3d4e5f6")
        let refusals: [TicketRefusal] = [
            .workflow(.noSuchExit(from: .discarded, action: .take, instead: [])),
            .workflow(.noSuchExit(from: .draft, action: .take, instead: [.submit])),
            .workflow(.wrongPart(from: .underReview, exit: exit, held: [])),
            .workflow(.wrongPart(from: .underReview, exit: exit, held: [.billing])), .stale(seen: 1, version: 2),
            .problems(Problems([Problem("a", .missing)])), .nothingChanged, .ownRequest(.requester),
            .ownRequest(.contact),
            .ownRequest(.filer), .overAgentLimit(asked: more, limit: less),
            .overAgentLimit(asked: more, limit: Money(minorUnits: 0, usd)), .aboveRequested(asked: more, maximum: less),
            .wrongCurrency(asked: usd, expected: usd), .partialCancellation(asked: less, full: more), .sameApprover,
            .assentDiffers(asked: less, assented: more), .assentOfOtherKind(asked: .goodwill, assented: .cancellation),
            .alreadyAssigned("x"), .reopenTooLate(until: now),
            .lapseTooEarly(from: now), .alreadyCredited(more), .internalNotes,
            .aboveRefundable(asked: more, maximum: less),
            .aboveRefundable(asked: more, maximum: Money(minorUnits: 0, usd)), .overrideNeeded([.nothingLeft]),
            .overrideByApprover, .attestationNeeded(purchase), .attestationByApprover, .attestationUnneeded(purchase),
            .attestationDiffers(asked: less, attested: more), .unknownCustomer(.domain(try DomainName("contoso.com"))),
            .unknownCustomer(nil), .otherCustomersOrder(purchase), .notCancellable(.nothingLeft),
            .alreadyCancelled(byName: "x", at: now), .quoteChanged(approved: less, now: more), .notInBooks("x"),
            .alreadyShown(less, invoice: nil), .alreadyShown(less, invoice: "G1"), .settledByInvoices(.external),
            .settledByInvoices(.simulated), .ledger(.notPositive(less)), .merged(into: "R-1"), .notMerged,
            .mergedIntoItself, .notASurvivor("R-1"), .otherCustomersRequest("R-1"),
            .away("x", deputy: "y", until: now),
        ]
        for words in try Self.words() { for refusal in refusals { check(words.sentence(refusal)) } }
    }

    @Test func `every error of desk, store and query is a finished sentence in both languages`() throws {
        let step = DeskError.Conflict.Step(action: .take, byName: "ada", at: Instant(milliseconds: 0))
        func resolution(_ ending: IntakeResolution.Ending) -> IntakeResolution {
            IntakeResolution(
                run: IntakeRun.ID(GUID(high: 1, low: 1)),
                ordinal: 3,
                ending: ending,
                at: Instant(milliseconds: 0),
                by: Person.ID(GUID(high: 2, low: 2)),
                byName: "ada",
                account: "desk"
            )
        }
        var errors: [DeskError] = [
            .noSuchTicket("x"), .noSuchPerson("x"), .noSuchFile("x"), .noSuchRun("x"), .notAllowed(.workTickets),
            .noSuchCustomer("x"), .noSuchOrder("x"), .noSuchProduct("x"), .noSuchInvoice("x"), .noSuchEntitlement("x"),
            .noSuchRecord("x"), .noSuchView("x"), .tooManyViews(limit: 50),
            .alreadySettled(resolution(.discarded(reason: "y"))),
            .alreadySettled(resolution(.corrected(by: IntakeRun.ID(GUID(high: 1, low: 2))))),
            .orderRefused(.notSold), .orderConflict("x"), .secrets(.noKey),
            .secrets(.otherKey(expected: "a", actual: "b")), .secrets(.unusable(place: "x", reason: "y")),
            .secrets(.unreadable), .refused(.internalNotes),
            .conflict(DeskError.Conflict(ticket: "R-1", last: nil, status: nil)),
            .conflict(DeskError.Conflict(ticket: "R-1", last: step, status: .underReview)),
            .invalid(Problems([Problem("a", .missing)])), .badSetting("x", ["y", "z"]),
            .badQuery(QueryFault(.openQuote, column: 1)),
            .bulk(.noSuchBulk("x")), .bulk(.nothingToUndo), .bulk(.wasOthers("ada")), .bulk(.wasNobodys),
            .bulk(.leadsElsewhere(.reopen, to: .underReview, not: .declined)),
        ]
        errors += BulkRefusal.Reason.allCases.map { .bulk(.irreversible(.note, $0)) }
        let stores: [StoreError] = [
            .unavailable("x"), .busy("x"), .full("x"), .readOnly("x"), .corrupt("x"), .commitUnknown("x"),
            .unexpected("x"),
        ]
        let queries: [QueryFault.Kind] = [
            .unknownField("x"), .missingValue(field: "x"), .unknownValue("x", field: "y", known: ["z"]),
            .badOperator("<", field: "x", known: [":"]), .notANumber("x"), .notADuration("x"), .notADay("x"),
            .unknownCurrency("x"), .openQuote, .nothingToNegate, .noWord("x"), .twoSorts,
        ]
        for words in try Self.words() {
            for error in errors { check(words.sentence(error)) }
            for error in stores { check(words.sentence(error)) }
            for kind in queries { check(words.sentence(QueryFault(kind, column: 1))) }
        }
    }

    @Test func `every refusal about orders is a finished sentence in both languages`() throws {
        let usd = try #require(Self.usd)
        let (less, more) = (Money(minorUnits: 100, usd), Money(minorUnits: 200, usd))
        let now = Instant(milliseconds: 0)
        let market = try Market("NE")
        let id = GUID(high: 1, low: 1)
        let offer = try SampleOrders.offer()
        let order = try SampleOrders.order(for: SampleOrders.customer(), [offer])
        let ledger: [LineLedger.Refusal] = [
            .wrongCurrency(asked: usd, expected: usd), .tooLarge(maximum: more), .notPositive(less),
            .exceeds(asked: more, maximum: less, .refundable), .keyUsed("x"),
        ]
        let refusals: [OrderRefusal] =
            [
                .notCancellable(order.quote(at: SampleClock.start, under: OrderRules())), .quoteExpired(at: now),
                .quoteChanged(shown: less, now: more), .otherQuote(id), .otherCustomer("x"),
                .otherProduct("x", actual: ["y"]), .notAcknowledged, .referenceMissing, .notSold,
                .noAgreement(customer: "x"), .noOffer(item: "x", market: market, segment: .education),
                .reservationsUnavailable(market), .quantity(asked: 2, allowed: 3...4), .mixedCurrencies([usd]),
                .emptyOrder, .tooLarge, .requestUsed("x"), .ended(at: now), .revoked(at: now, byName: "x"),
                .noMedia(item: "x"), .unknownMedia(version: "x", known: ["y"]), .unknownLanguage("x"), .keptElsewhere,
                .settledByRuns, .linkDead,
            ] + ledger.map { .ledger($0) }
        let verdicts: [LineVerdict] =
            [
                .eligible(until: now, daysLeft: 0), .eligible(until: now, daysLeft: 1),
                .eligible(until: now, daysLeft: 2), .windowPassed(at: now, .days(30)),
                .windowPassed(at: now, .hours(168)), .alreadyCancelled(at: now, byName: "x"),
                .inProgress(holder: "R-1"),
                .nothingLeft,
            ] + LineVerdict.SupportReason.allCases.map { .needsSupport($0) }
            + LineVerdict.UnsupportedReason.allCases.map { .notSupported($0) }
        for words in try Self.words() {
            for refusal in refusals { check(words.sentence(refusal)) }
            for verdict in verdicts {
                check(words.sentence(verdict))
                check(words.mark(verdict))
            }
            for row in (PolicyTable.since2022.rows + PolicyTable.withLaunch.rows) { check(words.terms(row)) }
            for term in [Term.oneTime, .months(1), .months(12), .months(36)] { check(words.name(term)) }
            for treatment in TaxTreatment.allCases {
                for basis in try bases(offer) {
                    let calculation = LineQuote.Calculation(
                        basis: basis,
                        treatment: treatment,
                        amounts: LineAmounts(net: 90, tax: 10, usd),
                        ceiling: less
                    )
                    check(words.formula(calculation))
                }
            }
        }
    }

    private func bases(_ offer: Offer) throws -> [LineQuote.Calculation.Basis] {
        let day = SampleClock.start.day
        let proration = Proration(
            unitPrice: offer.price,
            quantity: 2,
            period: ChargePeriod(first: day, months: 1),
            cancelledOn: day
        )
        return [.full, .firstDay, .prorated(try #require(proration))]
    }

    @Test func `every finding, ruling and check is a finished sentence in both languages`() throws {
        let usd = try #require(Self.usd)
        let (less, more) = (Money(minorUnits: 100, usd), Money(minorUnits: 200, usd))
        let now = Instant(milliseconds: 0)
        let purchase = PurchaseReference.order("a1b2c3d4e5f6")
        let findings: [Finding] =
            [
                .customerKnown("x"), .customerUnknown(.domain(try DomainName("contoso.com"))), .orderOfCustomer("x"),
                .orderAttested("x", by: "y"), .orderUnknown(purchase), .orderOfAnotherCustomer(purchase),
                .linesOpen(1, of: 1), .linesOpen(1, of: 2), .linesCancelled(at: now, byName: "x"), .policyCovers("x"),
                .policyNever(.linuxPlan), .policyByRequest(.reservation), .windowOpen(until: now),
                .windowMet(until: now), .windowPassed(at: now, .days(30)), .windowPassed(at: now, .hours(168)),
                .amountWithin(maximum: more), .amountAboveQuote(asked: more, quoted: less),
                .amountAbove(asked: more, maximum: less), .nothingLeft, .sameCurrency(usd),
                .otherCurrency(asked: usd, charged: usd), .noDuplicate, .openDuplicates(["R-1", "R-2"]),
                .creditedDuplicates(["R-1"]), .nothingReserved, .reserved(holder: "R-1"),
            ] + LineVerdict.SupportReason.allCases.map(Finding.policyUnclear)
        for words in try Self.words() {
            for finding in findings { check(words.sentence(finding)) }
            for ruling in Ruling.allCases { check(words.name(ruling)) }
            for check in Check.allCases { self.check(words.title(check)) }
        }
        #expect(Set(findings.map(\.check)) == Set(Check.allCases))
        #expect(Set(findings.map(\.ruling)) == Set(Ruling.allCases))
    }

    @Test func `every event of every command is a finished sentence in both languages`() async throws {
        let usd = try #require(Self.usd)
        let amount = Money(minorUnits: 100, usd)
        let assignee = Assignee(id: Person.ID(GUID(high: 0, low: 1)), name: "ada")
        let file = try Attachment(name: "a.txt", mediaType: "text/plain", size: 1, digest: Digest.of("x"))
        let other = TicketName(id: Ticket.ID(GUID(high: 0, low: 2)), name: "R-10002")
        func answer(_ ruling: VendorAnswer.Ruling) -> TicketCommand {
            .answer(VendorAnswer(ruling: ruling, reference: "r", text: nil))
        }
        let commands: [TicketCommand] =
            [
                .submit, .discard, .take, .withdraw("x"), .ask("x"), .escalate(reference: nil, text: nil),
                .escalate(reference: "r", text: nil), .release(nil), .decline(.other, nil),
                .approve(Grant(.goodwill, amount)),
                .reply("x"), .lapse, answer(.granted(amount)), answer(.refused), answer(.question),
                .credit(reference: "r"),
                .revoke("x"), .settle(invoice: "G1", line: nil), .settle(invoice: "G1", line: 1), .dispute("x"),
                .reverse("x"),
                .correct("x"), .close, .reopen(nil), .edit(FactsForm([.title: "x"])),
                .note(Message(text: "x", visibility: .public)), .note(Message(text: "x", visibility: .internal)),
                .attach([file]), .give(assignee), .merge(into: other, nil), .unmerge(nil),
            ]
            + TicketLink.Relation.allCases.map { .link(TicketLink($0, other)) }
        #expect(Set(commands.map(\.action)).union([.draft, .file]) == Set(TicketAction.allCases))
        for words in try Self.words() {
            for command in commands {
                for status in [TicketStatus.approved, .underReview] {
                    check(words.sentence(of: event(command.action, command.fields, to: status), by: "Kim"))
                }
            }
            for action in [TicketAction.draft, .file, .answer, .escalate, .dispute] {
                check(words.sentence(of: event(action, Fields(), to: .draft), by: "Kim"))
            }
        }
    }

    private func event(_ action: TicketAction, _ fields: Fields, to status: TicketStatus) -> Event {
        Event(
            restoring: Ticket.ID(GUID(high: 0, low: 1)),
            version: 1,
            action: action,
            from: nil,
            to: status,
            by: Person.ID(GUID(high: 0, low: 2)),
            byName: "kim",
            account: "a",
            origin: .web,
            at: Instant(milliseconds: 0),
            detail: fields,
            previous: nil,
            digest: Digest.of("")
        )
    }
}
