import Basics
import Packing

/// Rows of an unload as text, with every part changeable.
enum UnloadText {
    /// The key of a ticket, from a number.
    static func key(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    static func document(_ rows: [String]) -> [UInt8] {
        Array("<unload unload_date=\"2026-11-23 08:00:00\">\n\(rows.joined(separator: "\n"))\n</unload>\n".utf8)
    }

    static func row(_ table: String, _ columns: [String: String], action: String = "INSERT_OR_UPDATE") -> String {
        let texts = columns.sorted { $0.key < $1.key }
            .map { $0.value.isEmpty ? "<\($0.key)/>" : "<\($0.key)>\(escaped($0.value))</\($0.key)>" }
        return "<\(table) action=\"\(action)\">\n\(texts.joined(separator: "\n"))\n</\(table)>"
    }

    /// A ticket with all that a request needs.
    static func incident(
        _ number: Int,
        _ changes: [String: String] = [:],
        table: String = "incident",
        action: String = "INSERT_OR_UPDATE"
    ) -> String {
        let columns = [
            "sys_id": key(number), "number": "INC\(number)", "short_description": "Wrong edition bought", "impact": "2",
            "state": "1", "u_tenant": "contoso.com", "u_order": "a1b2c3d4e5f6", "u_reason": "accidental",
            "u_amount": "1250.00", "u_currency": "USD", "u_contact_name": "Kim Minji",
            "u_contact_email": "kim@fabrikam.com", "sys_created_on": "2026-11-18 01:02:03",
            "sys_updated_on": "2026-11-19 10:20:30", "comments": "", "work_notes": "",
        ]
        return row(table, columns.merging(changes) { _, new in new }, action: action)
    }

    static func journal(
        _ number: Int,
        of ticket: Int,
        _ text: String,
        element: String = "comments",
        name: String = "task",
        at time: String = "2026-11-18 22:44:46",
        action: String = "INSERT_OR_UPDATE"
    ) -> String {
        row(
            "sys_journal_field",
            [
                "sys_id": key(1_000 + number), "element": element, "element_id": key(ticket), "name": name,
                "sys_created_by": "dana", "sys_created_on": time, "value": text,
            ],
            action: action
        )
    }

    /// An attachment's row, and those of its pieces.
    static func attachment(
        _ number: Int,
        of ticket: Int,
        _ bytes: [UInt8],
        _ changes: [String: String] = [:],
        isPacked: Bool = true,
        piece: Int = 100
    ) throws -> [String] {
        let packed = isPacked ? try gzip(bytes) : bytes
        let columns = [
            "sys_id": key(2_000 + number), "file_name": "a.txt", "content_type": "text/plain",
            "size_bytes": String(bytes.count), "compressed": isPacked ? "true" : "false", "table_name": "incident",
            "table_sys_id": key(ticket), "sys_created_on": "2026-11-18 02:00:00",
        ]
        let own = row("sys_attachment", columns.merging(changes) { _, new in new })
        let starts = Array(stride(from: 0, to: packed.count, by: piece))
        return [own]
            + starts.enumerated().map { position, start in
                chunk(position, of: number, Array(packed[start..<min(start + piece, packed.count)]))
            }
    }

    static func chunk(_ position: Int, of attachment: Int, _ bytes: [UInt8]) -> String {
        row(
            "sys_attachment_doc",
            [
                "sys_id": key(1_000_000 + 10_000 * attachment + position), "data": base64(bytes),
                "position": String(position), "sys_attachment": key(2_000 + attachment),
            ]
        )
    }

    static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var packed: [UInt8] = []
        let gzip = try Gzip()
        try gzip.append(bytes) { packed += $0 }
        try gzip.finish { packed += $0 }
        return packed
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        // By scalars: a CR with an LF is one character.
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\r": escaped += "&#13;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
