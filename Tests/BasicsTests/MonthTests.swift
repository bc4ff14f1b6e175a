import Basics
import Testing

struct MonthTests {
    @Test func `a month is read, written, and knows where it begins and ends`() throws {
        let month = try Month("2026-12")
        #expect(month.description == "2026-12")
        #expect(month.first == (try Day("2026-12-01")))
        #expect(month.start == (try Instant("2026-12-01T00:00:00Z")))
        #expect(month.end == (try Instant("2027-01-01T00:00:00Z")))
        #expect(month.next.description == "2027-01")
        #expect(Month(of: try Day("2024-02-29")).description == "2024-02")
        #expect(try Month("2026-11") < month)
    }

    @Test(arguments: ["", "2026", "2026-13", "2026-1", "11/2026", "2026-11-01"])
    func `anything else is refused`(text: String) {
        #expect(throws: Fault.notAMonth(text)) { try Month(text) }
    }
}
