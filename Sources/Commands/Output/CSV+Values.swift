extension CSV {
    /// One record with its CRLF. Numbers stand as they are, so that a spreadsheet can add them up, also those below zero.
    static func record(_ values: [JSON]) -> String {
        values.map { value in
            switch value {
            case .integer, .decimal: value.flat
            case .null, .flag, .text, .list, .object: cell(value.flat)
            }
        }.joined(separator: ",") + "\r\n"
    }
}
