import Basics
import Testing
import Tickets

struct ServiceTargetsTests {
    @Test func `without a setting the first response takes a business day and an update five, whatever the impact`() {
        #expect(
            ServiceTargets.standard.text == "critical 1d 5d\nmoderate 1d 5d\nminimal 1d 5d\nwarn 75%\n"
        )
        #expect(ServiceTargets.standard.warning == 75)
    }

    @Test func `a text reads back`() throws {
        let text = "critical 90m 4h\nmoderate 4h 1d\nminimal 1d none\nwarn 80%\n"
        let targets = try ServiceTargets(text)
        #expect(targets.text == text)
        #expect(targets[.critical].firstResponse == (try BusinessSpan(90, .minute)))
        #expect(targets[.minimal].nextUpdate == nil)
        #expect(try ServiceTargets(ServiceTargets.standard.text) == .standard)
        let other = try ServiceTargets("# ours\nWarn 100%\nMINIMAL none NONE\r\ncritical 1h 1h\nmoderate 1H 1h")
        #expect(other.warning == 100)
        #expect(other[.minimal].firstResponse == nil)
    }

    @Test(arguments: [
        ("urgent 4h 1d", "4:1: 'urgent' begins no line of targets; write critical, moderate, minimal or warn"),
        (
            "critical 4h 1d",
            "4:1: 'critical' stands on line 1 already; keep one of the two"
        ),
        (
            "warn",
            "4:1: 'warn' lacks a value; write the first response and the next update, as critical 4h 1d, or warn 75%"
        ),
        ("warn 75", "4:6: '75' is no share of the time; write 1% to 100%, as warn 75%"),
        ("warn 0%", "4:6: '0%' is no share of the time; write 1% to 100%, as warn 75%"),
        ("warn 75% now", "4:10: 'now' is one word too many; end the line before it"),
    ])
    func `a wrong line is named with its place`(line: String, sentence: String) {
        let text = "critical 4h 1d\nmoderate 4h 1d\nminimal 4h 1d\n\(line)"
        let faults = #expect(throws: LineFaults<TargetFlaw>.self) { try ServiceTargets(text) }
        #expect(faults?.sentences == [sentence])
    }

    @Test(arguments: [
        ("4", "'4' is no span of business time; write minutes, hours or days, as 90m, 4h or 1d, or none"),
        ("-1h", "'-1h' is no span of business time; write minutes, hours or days, as 90m, 4h or 1d, or none"),
        ("1d4h", "'1d4h' is no span of business time; write minutes, hours or days, as 90m, 4h or 1d, or none"),
        ("0h", "'0h' is no target; write 1h to 2160h"), ("91d", "'91d' is no target; write 1d to 90d"),
        ("129601m", "'129601m' is no target; write 1m to 129600m"),
    ])
    func `a span that is none is refused`(span: String, sentence: String) {
        let text = "minimal 4h \(span)"
        let faults = #expect(throws: LineFaults<TargetFlaw>.self) { try ServiceTargets(text) }
        #expect(
            faults?.sentences == [
                "1:12: \(sentence)",
                "2: there is no line for critical, moderate; write one, as critical 4h 1d, "
                    + "or with none for what is not promised",
            ]
        )
    }

    @Test func `a day is the calendar's business day`() throws {
        let day = try BusinessSpan("1d")
        #expect(day.milliseconds(in: .standard) == 24 * 3_600_000)
        #expect(day.milliseconds(in: try BusinessCalendar(BusinessCalendar.seoul)) == 8 * 3_600_000)
        #expect(try BusinessSpan("90m").milliseconds(in: .standard) == 90 * 60_000)
        #expect(try BusinessSpan("4h").milliseconds(in: .standard) == 4 * 3_600_000)
    }

    @Test func `a warning comes after 1 to 100 percent`() {
        #expect(throws: TargetFlaw.notAWarning("0%")) { try ServiceTargets([:], warning: 0) }
        #expect(throws: TargetFlaw.notAWarning("101%")) { try ServiceTargets([:], warning: 101) }
    }

    @Test(arguments: [
        (0, "0m"), (5_400_000, "1h 30m"), (86_400_000, "24h"), (61_005, "1m 1s 5ms"), (3_600_000, "1h"),
    ])
    func `business time is said in hours`(milliseconds: Int64, text: String) {
        #expect(BusinessSpan.text(milliseconds) == text)
    }
}
