import Testing

@testable import Commands

struct TableTests {
    private func lines(_ rows: [[String]], width: Int, colour: Bool = false) -> [String] {
        let console = Console(
            output: MemorySink(),
            errors: MemorySink(),
            outputIsTerminal: true,
            errorsAreTerminal: false,
            width: width,
            hasColour: colour
        )
        let table = Table(columns: [
            Table.Column(title: "ID"), Table.Column(title: "SUM", isRightAligned: true, rank: 2),
            Table.Column(title: "TITLE", minimum: 6), Table.Column(title: "WHO", rank: 1),
        ])
        return table.lines(rows.map { $0.map { Table.Cell($0, .bad) } }, on: console)
    }

    @Test func `columns are aligned for wide characters`() {
        #expect(
            lines([["1", "5", "환불 요청", "김"], ["22", "1250", "Refund", "kim"]], width: 80)
                == ["ID   SUM  TITLE      WHO", "1      5  환불 요청  김", "22  1250  Refund     kim"]
        )
    }

    @Test func `a narrow terminal cuts what gives and leaves out what ranks lowest`() {
        let rows = [["1", "1250", "A title that is long", "kim"]]
        #expect(lines(rows, width: 28) == ["ID   SUM  TITLE          WHO", "1   1250  A title that…  kim"])
        for width in 8...40 {
            for line in lines(rows, width: width) { #expect(DisplayWidth.of(line) <= max(width, 10)) }
        }
        #expect(lines(rows, width: 18) == ["ID  TITLE      WHO", "1   A title …  kim"])
        #expect(lines(rows, width: 10) == ["ID  TITLE", "1   A tit…"])
    }

    @Test func `styles take no room and end with their cell`() {
        #expect(
            lines([["1", "5", "T", "k"]], width: 80, colour: true)[1]
                == "\u{1b}[31m1\u{1b}[0m     \u{1b}[31m5\u{1b}[0m  \u{1b}[31mT\u{1b}[0m      \u{1b}[31mk\u{1b}[0m"
        )
    }

    @Test func `a cell is one line without control characters`() {
        #expect(lines([["1\u{1b}[0m", "5", "a\nb", "k"]], width: 80)[1] == "1\u{fffd}[0m    5  a b    k")
    }
}
