import Basics
import Testing

struct DayTests {
    @Test func `every day of four centuries follows the one before`() throws {
        var day = try Day("1899-12-31")
        let end = try Day("2300-01-01")
        var count = 0
        while day < end {
            let next = day.adding(days: 1)
            let (year, month, number) = next.components
            let (oldYear, oldMonth, oldNumber) = day.components
            if number == 1 {
                #expect(oldNumber == Day.length(ofMonth: oldMonth, year: oldYear))
                #expect(month == oldMonth % 12 + 1)
                #expect(year == oldYear + (month == 1 ? 1 : 0))
            } else {
                #expect(number == oldNumber + 1 && month == oldMonth && year == oldYear)
            }
            #expect(Day(year: year, month: month, day: number) == next)
            day = next
            count += 1
        }
        #expect(count == 146_098)
    }

    @Test(arguments: [(2024, 29), (2027, 28), (1900, 28), (2000, 29)])
    func `February is as long as its year says`(year: Int, length: Int) {
        #expect(Day.length(ofMonth: 2, year: year) == length)
        #expect(Day(year: year, month: 2, day: length) != nil)
        #expect(Day(year: year, month: 2, day: length + 1) == nil)
    }

    @Test(arguments: [
        "", "2026-1-01", "2026-13-01", "2026-00-01", "2026-04-31", "2026/04/30", "02026-04-3", "2026-04-3x",
    ])
    func `what is no date is refused with its text`(text: String) {
        #expect(throws: Fault.notADay(text)) { try Day(text) }
    }

    @Test func `weekdays count from Monday, also before 1970`() throws {
        #expect(try Day("2026-11-23").weekday == 1)
        #expect(try Day("2026-11-29").weekday == 7)
        #expect(try Day("1969-12-28").weekday == 7)
        #expect(try Day("1970-01-01").weekday == 4)
    }

    @Test func `it begins at midnight UTC`() throws {
        #expect(try Day("2026-11-23").start.description == "2026-11-23T00:00:00.000Z")
        #expect(try Day("1960-02-29").start.description == "1960-02-29T00:00:00.000Z")
    }
}
