import Basics
import Casework

/// A quarantined record as it stood in the file, with a mark under every place that something is wrong with.
struct MarkedRecord {
    private let record: IntakeRecord
    private let console: Console
    private let width: Int

    /// Lines shown around one that is marked, in a record that is too long to be shown whole.
    private static let surrounding: Int64 = 2
    /// Records of at most so many lines are shown whole.
    private static let wholeLimit = 40

    /// `width` is `Int.max` where lines are not broken.
    init(_ record: IntakeRecord, width: Int, _ console: Console) {
        self.record = record
        self.width = width
        self.console = console
    }

    var lines: [String] {
        let reasons = record.reasons.map(QuarantineReason.init)
        // Lines end where the reader that counted them ends them.
        let source = (record.original ?? []).split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let last = record.line + Int64(source.count) - 1
        let placed = reasons.filter { $0.line.map { (record.line...last).contains($0) } ?? false }
        let marked = Dictionary(grouping: placed, by: \.line)
        let gutter = max(String(last).count, 2)
        var result = reasons.filter { !placed.contains($0) }.flatMap { unplaced($0) }
        var isGap = false
        for (index, line) in source.enumerated() {
            let number = record.line + Int64(index)
            let here = marked[number] ?? []
            guard source.count <= Self.wholeLimit || isNear(number, placed) else {
                if !isGap { result.append(console.paint(blank(gutter) + "⋮", .faint)) }
                isGap = true
                continue
            }
            isGap = false
            result += show(line, number: number, gutter, here)
        }
        return result
    }

    private func isNear(_ number: Int64, _ reasons: [QuarantineReason]) -> Bool {
        number == record.line || reasons.contains { abs(($0.line ?? 0) - number) <= Self.surrounding }
    }

    private func unplaced(_ reason: QuarantineReason) -> [String] {
        wrapped(reason.message, indent: 2).map { "  " + console.paint($0, .bad) }
    }

    /// A line, and below it each thing that is wrong with it.
    private func show(_ line: String, number: Int64, _ gutter: Int, _ reasons: [QuarantineReason]) -> [String] {
        let label = String(number)
        let margin = String(repeating: " ", count: gutter - label.count) + label + " │ "
        let room = width == Int.max ? Int.max : max(width - gutter - 3, 20)
        guard !reasons.isEmpty else {
            return [console.paint(margin, .faint) + DisplayWidth.cut(SafeText.line(line), to: room)]
        }
        var result: [String] = []
        // A long line is shown once for each place, so that every mark is in sight.
        var shown: Window?
        for reason in reasons.sorted(by: { ($0.column ?? 0) < ($1.column ?? 0) }) {
            let place = offset(of: reason, inLine: number)
            let window = Window(of: line, around: place, room: room)
            if window.text != shown?.text {
                result.append(console.paint(margin, .strong) + window.text)
                shown = window
            }
            if place != nil {
                result.append(blank(gutter) + String(repeating: " ", count: window.mark) + console.paint("^", .bad))
            }
            result += wrapped(reason.message, indent: gutter + 3).map { blank(gutter) + console.paint($0, .bad) }
        }
        return result
    }

    /// How many characters stand before the place, in the line as the record has it; nil when that is not known. The first
    /// line of a record may begin anywhere in a line of the file.
    private func offset(of reason: QuarantineReason, inLine number: Int64) -> Int? {
        guard let column = reason.column else { return nil }
        guard number == record.line else { return Int(clamping: column - 1) }
        return record.column.map { Int(clamping: max(0, column - $0)) }
    }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        DisplayWidth.wrapped(SafeText.line(text), to: width == Int.max ? Int.max : width - indent)
    }

    private func blank(_ gutter: Int) -> String { String(repeating: " ", count: gutter) + " │ " }
}

/// The part of a line that holds a place and fits the room.
private struct Window {
    let text: String
    /// Columns in front of the place.
    let mark: Int

    init(of line: String, around place: Int?, room: Int) {
        let scalars = line.unicodeScalars
        let whole = SafeText.line(line)
        let before = SafeText.line(String(String.UnicodeScalarView(scalars.prefix(place ?? 0))))
        let mark = DisplayWidth.of(before)
        guard DisplayWidth.of(whole) > room, mark > room / 2 else {
            (text, self.mark) = (DisplayWidth.cut(whole, to: room), mark)
            return
        }
        // The beginning is left out, so that a third of the room stands before the place.
        var kept = ""
        var used = 0
        for character in before.reversed() {
            let next = DisplayWidth.of(character)
            if used + next > room / 3 { break }
            kept = String(character) + kept
            used += next
        }
        let rest = SafeText.line(String(String.UnicodeScalarView(scalars.dropFirst(place ?? 0))))
        text = "…" + DisplayWidth.cut(kept + rest, to: room - 1)
        self.mark = used + 1
    }
}
