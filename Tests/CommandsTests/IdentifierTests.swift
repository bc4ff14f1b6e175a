import Basics
import Synchronization
import Testing

@testable import Commands

struct IdentifierTests {
    @Test func `each identifier is greater than the one before, within a millisecond and when the clock goes back`()
        throws
    {
        let clock = Mutex<Int64>(1_700_000_000_000)
        let source = IdentifierSource(
            now: { Instant(milliseconds: clock.withLock { $0 }) },
            random: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            }
        )
        var last = source.next()
        for step in 0..<20_000 {
            if step % 1_000 == 999 { clock.withLock { $0 += step % 2_000 == 999 ? -5 : 1 } }
            let next = source.next()
            #expect(last < next)
            last = next
        }
        #expect(last.description.split(separator: "-")[2].hasPrefix("7"))
        #expect("89ab".contains(try #require(last.description.split(separator: "-")[3].first)))
    }

    @Test func `the time stands in the first 48 bits`() throws {
        let source = IdentifierSource(now: { Instant(milliseconds: 0x0123_4567_89ab) }, random: { 0 })
        #expect(source.next().description == "01234567-89ab-7000-8000-000000000000")
        #expect(source.next().description == "01234567-89ab-7000-8000-000000000001")
    }

    @Test func `a millisecond that is used up borrows the next one`() {
        let source = IdentifierSource(now: { Instant(milliseconds: 5) }, random: { .max })
        var last = source.next()
        for _ in 0..<10_000 {
            let next = source.next()
            #expect(last < next)
            last = next
        }
    }
}
