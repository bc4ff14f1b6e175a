import Basics
import Foundation
import Orders
import Testing

@Suite struct PolicyTextTests {
    private func problems(_ rows: String...) -> [String] {
        do throws(PolicyFault) {
            _ = try PolicyTable(csv: (["name,product,from,window,credit,source"] + rows).joined(separator: "\n"))
            return []
        } catch {
            return error.sentences
        }
    }

    @Test(arguments: [PolicyTable.seed, .since2022, .withLaunch, PolicyTable([])])
    func `a table comes back exactly as it was written`(table: PolicyTable) throws {
        let text = table.csv
        #expect(try PolicyTable(csv: text) == table)
        #expect(try PolicyTable(csv: text).csv == text)
    }

    @Test func `the seed's rules are written for people to read`() {
        let source = "\"Sell software subscriptions through the CSP program, Cancel software purchases\""
        #expect(
            PolicyTable.seed.csv == """
                name,product,from,window,credit,source
                linux-plan,linuxPlan,1970-01-01,never,,\(source)
                reservation,azureReservation,1970-01-01,by request,,\(source)
                perpetual-2021-06,perpetualSoftware,2021-06-01,30 days,full,\(source)
                subscription-2021-06,softwareSubscription,2021-06-01,30 days,prorated,\(source)

                """
        )
    }

    @Test func `the sample holds the seed's rules, those before, and those since 2022`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Samples/policy.csv")
        let text = try String(contentsOf: file, encoding: .utf8)
        let table = try PolicyTable(csv: text)
        #expect(table.csv == text)
        #expect(
            table.rows.map(\.name) == [
                "linux-plan", "reservation", "perpetual-launch", "subscription-launch", "perpetual-2021-06",
                "subscription-2021-06", "subscription-2022-07",
            ]
        )
        let known = Dictionary(
            (PolicyTable.withLaunch.rows + PolicyTable.since2022.rows).map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for row in table.rows {
            let same = try #require(known[row.name])
            #expect(row.terms == same.terms, "\(row.name)")
            #expect(row.from == same.from, "\(row.name)")
            #expect(row.product == same.product, "\(row.name)")
        }
    }

    @Test func `every form of a window and of a credit is read`() throws {
        let table = try PolicyTable(
            csv: """
                \u{feff}Source;NAME;product;From;window;credit;comment
                s;a;perpetualsoftware;2021-06-01;1 day;FULL;

                s;b;softwareSubscription;2022-07-11;  168  Hours ;Prorated after first day;x
                \"s; and \"\"more\"\"\";c;linuxPlan;1970-01-01;Never;;
                s;d;azureReservation;1970-01-01;by request;;
                s;e;onlineService;2022-03-01;0 days;prorated;
                """
        )
        #expect(
            table.rows.map(\.terms) == [
                .cancellable(.days(1), .full), .cancellable(.hours(168), .proratedAfterFirstDay), .never, .byRequest,
                .cancellable(.days(0), .prorated),
            ]
        )
        #expect(table.rows[2].source == "s; and \"more\"")
        #expect(table.rows.map(\.product) == ProductClass.allCases.sorted { order($0) < order($1) })
    }

    private func order(_ product: ProductClass) -> Int {
        switch product {
        case .perpetualSoftware: 0
        case .softwareSubscription: 1
        case .linuxPlan: 2
        case .azureReservation: 3
        case .onlineService: 4
        }
    }

    @Test func `everything that is wrong is said, with line, column and field`() {
        #expect(
            problems(
                "a,softwareSubscription,2021-6-1,30 dayz,,s",
                "b,hardware,2021-06-01,never,full,",
                "a,linuxPlan,1970-01-01,,,s"
            ) == [
                "2:24: from: '2021-6-1' is not a date; write YYYY-MM-DD, as 2026-11-23",
                "2:33: window: '30 dayz' is not one of 30 days, 168 hours, never, by request",
                "3:3: product: 'hardware' is not one of perpetualSoftware, softwareSubscription, linuxPlan, "
                    + "azureReservation, onlineService",
                "3:29: credit: 'full' is not one of (nothing)", "3:34: source: is missing", "4:24: window: is missing",
            ]
        )
        #expect(
            problems("a,linuxPlan,1970-01-01,30 days,,s", "b,linuxPlan,1970-01-02,30 days,half,s") == [
                "2:32: credit: is missing",
                "3:32: credit: 'half' is not one of full, prorated, prorated after first day",
            ]
        )
    }

    @Test func `two rows of one name, or of one product and day, are refused`() {
        #expect(
            problems("a,linuxPlan,1970-01-01,never,,s", "a,azureReservation,1970-01-01,never,,s")
                == ["3:1: name: 'a' is taken; choose another"]
        )
        #expect(
            problems("a,linuxPlan,1970-01-01,never,,s", "b,linuxPlan,1970-01-01,by request,,s")
                == ["3:13: from: 'linuxPlan 1970-01-01' is taken; choose another"]
        )
    }

    @Test func `a text that is no such table is refused`() {
        #expect(throws: PolicyFault.text(CSVTable.Refusal(.noHeader, at: Problem.Place(line: 1, column: 1)))) {
            try PolicyTable(csv: "")
        }
        #expect(
            throws: PolicyFault.text(
                CSVTable.Refusal(.missingColumns(["from", "credit"]), at: Problem.Place(line: 1, column: 1))
            )
        ) { try PolicyTable(csv: "name,product,window,source\n") }
        #expect(
            problems("a,\"linuxPlan") == ["2:3: the quotation mark is never closed; close it, or get the whole file"]
        )
        #expect(
            problems("a,linuxPlan,1970-01-01,never,s") == [
                "2:31: has 5 cells; the first line names 6. Put cells with separators in them in quotation marks"
            ]
        )
    }
}
