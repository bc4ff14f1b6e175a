/// Random numbers that are the same for the same seed (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators").
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Texts out of everything that an XML writer or reader may get wrong.
struct HostileText {
    private var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    private static let pieces = [
        "&", "<", ">", "]]>", "<![CDATA[", "&amp;", "&#13;", "\"", "'", " ", "  ", "\t", "<!--", "-->", "<?x?>", "é",
        "e\u{301}",
        "환불", "\u{1112}\u{116a}\u{11ab}", "가", "日本", "😀", "\u{fffd}", "\u{85}", "\u{2028}", "\u{a0}", "\u{feff}",
        "\u{7f}",
        "a", "b", "0", "{", "}", "%", "$",
    ]

    /// At most `count` pieces, never empty, on one line.
    mutating func line(_ count: Int) -> String {
        let length = Int.random(in: 1...max(1, count / 8), using: &generator)
        return (0..<length).map { _ in Self.pieces.randomElement(using: &generator) ?? "a" }.joined()
    }

    /// The same over several lines with every kind of line end, and blanks at both ends; never blank.
    mutating func block(_ count: Int) -> String {
        let ends = ["\n", "\r\n", "\r", "\n\n", " \n", "\t"]
        let first = ends.randomElement(using: &generator) ?? ""
        let last = ends.randomElement(using: &generator) ?? ""
        return first + line(count) + "x" + last + line(count) + last
    }
}
