import Basics
import Foundation
import Testing

@testable import Commands

/// Customers at the command line, and what one of them sees.
struct CustomerCommandTests {
    @Test func `customers are added, changed and found`() async throws {
        let recoup = try await SimulatedDesk.made()
        let taken = try await recoup(
            "customers",
            "add",
            "--tenant",
            SimulatedDesk.tenant,
            "--domain",
            "other.com",
            "--name",
            "x",
            "--market",
            "KR"
        )
        #expect(taken.status == .refused)
        #expect(taken.messages == "recoup: tenant: '\(SimulatedDesk.tenant)' is taken; choose another\n")
        let words = ["customers", "add", "--domain", "fabrikam.com", "--name", "Fabrikam", "--market", "Côte d’Ivoire"]
        let tenant = "11111111-2222-3333-4444-555555555555"
        let rehearsed = try await recoup.run(words + ["--tenant", tenant, "--dry-run"])
        #expect(rehearsed.output == "Fabrikam\tfabrikam.com\tCI\tcommercial\t\t\(tenant)\n")
        #expect(try await recoup("customers", "show", tenant).status == .notFound)
        #expect(try await recoup.run(words + ["--tenant", tenant]) == rehearsed)
        #expect(try await recoup.done("customers", "list", "FAB", "-q") == "\(tenant)\n")
        #expect(
            try await recoup.done("customers", "change", "fabrikam", "--name", "파브리캄", "--segment", "education")
                == "파브리캄\tfabrikam.com\tCI\teducation\t\t\(tenant)\n"
        )
        #expect(
            try await recoup.done("customers", "agree", "파브리캄", "--csv")
                == "tenant,domain,name,market,segment,agreed,language\r\n"
                + "\(tenant),fabrikam.com,파브리캄,CI,education,2026-11-23,\r\n"
        )
    }

    @Test func `a customer's global admin sees their own tenant's software and nobody else's`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZV:0001")
        try await recoup.done(
            "users",
            "add",
            "carla",
            "--role",
            "customerGlobalAdmin",
            "--tenant",
            SimulatedDesk.tenant.uppercased()
        )
        try await recoup.done("users", "add", "eve", "--role", "user")
        let other = "11111111-2222-3333-4444-555555555555"
        try await recoup.done(
            "users",
            "role",
            "eve",
            "--add",
            "customerGlobalAdmin",
            "--remove",
            "user",
            "--tenant",
            other
        )
        #expect(try await recoup.done("entitlements", "list", "contoso.com", "-q", "--as", "carla") == "\(order) 0\n")
        #expect(
            try await recoup.done("entitlements", "key", order, "0", "--version", "2019", "--as", "carla").count == 33
        )
        #expect(try await recoup("entitlements", "list", "contoso.com", "--as", "eve").status == .notFound)
        #expect(
            try await recoup("entitlements", "key", order, "0", "--version", "2019", "--as", "eve").status == .notFound
        )
        #expect(try await recoup("orders", "list", "--as", "carla").status == .notAllowed)
        #expect(try await recoup.done("customers", "list", "-q", "--as", "carla") == "\(SimulatedDesk.tenant)\n")
        let shown = try await recoup.done("customers", "show", "contoso.com", "--as", "carla", "--json")
        #expect(shown.contains("\"orders\": null") && shown.contains("\"credits\": null"))
        #expect(try await recoup.done("users", "list", "--json").contains("\"tenant\": \"\(other)\""))
    }
}
