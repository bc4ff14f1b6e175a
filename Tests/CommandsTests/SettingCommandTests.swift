import Basics
import Foundation
import Testing

@testable import Commands

/// Settings at the command line.
struct SettingCommandTests {
    @Test func `settings are set by name, also from a file, and refused with what would work`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001")
        try await recoup.done("settings", "set", "key-format", "5x5")
        #expect(
            try await recoup.done("entitlements", "key", order, "0", "--version", "2019")
                == "KKKKK-KKKKK-KKKKK-KKKKK-KKKKK\n"
        )
        let file = try recoup.folder.write("KR=10\nDE=19\n", to: "rates")
        let rehearsed = try await recoup.done("settings", "set", "tax-rates", "@\(file)", "--dry-run", "--json")
        #expect(rehearsed.contains("\"name\": \"tax-rates\", \"value\": \"KR=10\\nDE=19\\n\""))
        #expect(try await recoup.done("settings", "list").contains("tax-rates\t\t"))
        try await recoup.done("settings", "set", "tax-rates", "@\(file)")
        let taxed = try await recoup(
            "orders",
            "buy",
            "--customer",
            "contoso.com",
            "--item",
            "DG7GMGF0FKZV:0001",
            "--json"
        )
        #expect(taxed.output.contains("\"net\": \"17089000\", \"tax\": \"1708900\", \"gross\": \"18797900\""))
        try await recoup.done("settings", "set", "policy", "since-2022")
        #expect(
            try await recoup.done("policy").contains(
                "subscription-2022-07\tsoftwareSubscription\t2022-07-11\t168 hours"
            )
        )
        let table = Repository.path + "/Samples/policy.csv"
        try await recoup.done("settings", "set", "policy", "@\(table)")
        #expect(
            try await recoup.done("policy").contains(
                "perpetual-launch\tperpetualSoftware\t1970-01-01\t60 days, 100 %\t"
            )
        )
        #expect(
            try await recoup.done("policy", "--json").contains("{\"table\": \"own\", \"rule\": \"perpetual-launch\"")
        )
        let broken = try await recoup("settings", "set", "policy", "name,window\n")
        #expect(broken.status == .refused)
        let wrong = try await recoup("settings", "set", "link-days", "0")
        #expect(wrong.messages == "recoup: link-days: '0' is not one of 1, …, 90\n")
    }
}
