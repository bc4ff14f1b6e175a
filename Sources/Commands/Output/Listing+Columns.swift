import Basics

extension Listing.Column {
    /// A column that says the same to people and to programs.
    static func plain(
        _ title: String,
        isRightAligned: Bool = false,
        minimum: Int? = nil,
        rank: Int = 0,
        style: Style? = nil,
        _ text: @escaping @Sendable (Row) -> String
    ) -> Listing.Column {
        Listing.Column(
            title: title,
            isRightAligned: isRightAligned,
            minimum: minimum,
            rank: rank,
            shown: { (text($0), style) },
            exact: text
        )
    }

    /// How many: grouped for people, and in the style when it is more than none.
    static func count(
        _ title: String,
        rank: Int = 0,
        style: Style? = nil,
        _ value: @escaping @Sendable (Row) -> Int64
    ) -> Listing.Column {
        Listing.Column(
            title: title,
            isRightAligned: true,
            rank: rank,
            shown: { (Sizes.grouped(value($0)), value($0) > 0 ? style : nil) },
            exact: { String(value($0)) }
        )
    }

    /// An instant: to the minute for people, exact for programs.
    static func instant(
        _ title: String,
        rank: Int = 0,
        _ instant: @escaping @Sendable (Row) -> Instant?
    ) -> Listing.Column {
        Listing.Column(
            title: title,
            rank: rank,
            shown: { (instant($0)?.minute ?? "", .faint) },
            exact: { instant($0)?.description ?? "" }
        )
    }
}

extension Console {
    /// One object as a JSON text, or as an XML document with the name as its root.
    func print(_ fields: [(key: String, value: JSON)], named name: String, asXML isXML: Bool) throws {
        if isXML {
            try print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            try print(ListXML.element(name, .object(fields)))
        } else {
            try print(JSON.object(fields).indented())
        }
        try output.flush()
    }
}
