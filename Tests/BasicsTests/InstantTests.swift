import Basics
import Testing

struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999Z", -1),
        ("2026-11-23T08:15:00Z", 1_795_421_700_000),
        ("2026-11-23T17:15:00+09:00", 1_795_421_700_000),
        ("2026-11-23T17:15:00+0900", 1_795_421_700_000),
        ("2026-11-23 02:45:00-05:30", 1_795_421_700_000),
        ("2026-11-23T08:15:00.5Z", 1_795_421_700_500),
        ("2026-11-23T08:15:00.123999z", 1_795_421_700_123),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ])
    func `ISO 8601 is read to the millisecond`(text: String, milliseconds: Int64) throws {
        #expect(try Instant(text).milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T08:15:00", "2026-11-23T24:00:00Z", "2026-11-23T08:60:00Z",
        "2026-11-23T08:15:60Z", "2027-02-29T08:15:00Z", "2026-11-23T08:15:00.Z", "2026-11-23T08:15:00+19:00",
        "2026-11-23T08:15:00+9:00", "2026-11-23x08:15:00Z", "2026-11-23T08:15:00Z ", "0000-01-01T00:00:00Z",
        "2026-11-23T08:15:00+09:60",
    ])
    func `anything else is refused with its text`(text: String) {
        #expect(throws: Fault.notAnInstant(text)) { try Instant(text) }
    }

    @Test func `it is written in UTC with milliseconds, also before 1970`() {
        #expect(Instant(milliseconds: 1_795_421_700_007).description == "2026-11-23T08:15:00.007Z")
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: -1).minute == "1969-12-31 23:59")
        #expect(Instant(milliseconds: 1_795_421_700_007).minute == "2026-11-23 08:15")
    }

    @Test(arguments: [Int64.min, Int64.max])
    func `the ends of its range can be shown`(milliseconds: Int64) {
        #expect(Instant(milliseconds: milliseconds).description.hasSuffix("Z"))
    }

    @Test func `what is written is read back`() throws {
        var milliseconds: Int64 = -62_135_596_800_000
        while milliseconds < 253_402_300_799_999 {
            let instant = Instant(milliseconds: milliseconds)
            #expect(try Instant(instant.description) == instant)
            milliseconds += 98_765_432_101
        }
    }

    @Test func `its day is the day in UTC`() throws {
        #expect(try Instant("2026-11-23T00:30:00+09:00").day.description == "2026-11-22")
        #expect(Instant(milliseconds: -1).day.daysSinceEpoch == -1)
    }
}
