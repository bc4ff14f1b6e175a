import Basics
import Testing
import Tickets

struct TiersTextTests {
    @Test func `tiers are read back as they are written`() throws {
        #expect(try ApprovalTiers(ApprovalTiers.standard.text) == .standard)
        let tiers = try ApprovalTiers("# ours\nUSD 100 2000.50\nJPY 0 5000\n")
        #expect(tiers.tier(for: try Currency("USD")) == ApprovalTiers.Tier(agent: 100_00, single: 2_000_50))
        #expect(tiers.tier(for: try Currency("JPY")) == ApprovalTiers.Tier(agent: 0, single: 5_000))
        #expect(tiers.tier(for: try Currency("EUR")) == ApprovalTiers.Tier(agent: 0, single: 0))
    }

    @Test func `every line that cannot be read is named with what would work`() {
        let text = "USD 500\nXXX 1 2\nUSD 5.001 6\nEUR 20 10\nKRW 1 2\nKRW 3 4\n"
        let error = #expect(throws: LineFaults<TierFlaw>.self) { try ApprovalTiers(text) }
        #expect(
            error?.sentences == [
                "1:1: write a currency, the most that an agent and the most that one approver decides: USD 500 2000",
                "2:1: 'XXX' is not an ISO 4217 currency code; write one, as USD",
                "3:1: '5.001': has 3 decimals; USD has 2",
                "4:1: an agent decides more than an approver; write the smaller amount first",
                "6:1: KRW stands in line 5 already; keep one",
            ]
        )
    }
}
