/// Numbers of bytes and records as people read them.
enum Sizes {
    /// `812 B`, `34 kB`, `1.2 MB`: powers of ten, as disks and mail systems count.
    static func bytes(_ count: Int64) -> String {
        switch count {
        case ..<1_000: "\(count) B"
        case ..<1_000_000: "\(tenths(count, 1_000)) kB"
        case ..<1_000_000_000: "\(tenths(count, 1_000_000)) MB"
        default: "\(tenths(count, 1_000_000_000)) GB"
        }
    }

    /// `200,000`.
    static func grouped(_ count: Int64) -> String {
        let digits = Array(String(count.magnitude))
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return count < 0 ? "-" + result : result
    }

    private static func tenths(_ count: Int64, _ unit: Int64) -> String {
        let tenths = (count * 10 + unit / 2) / unit
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\((count + unit / 2) / unit)"
    }
}
