import Basics
import Exchange
import Foundation
import Packing
import XML

/// Packages of the configuration migration tool, as text.
enum DataverseDocument {
    static let head =
        "<entities xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"

    static func id(_ number: Int) -> String { "7d0c2f4e-11aa-4c1d-9f01-" + String(format: "%012x", number) }

    /// A bare `data.xml`, with the empty line in front that the tool writes.
    static func data(_ tables: String...) -> [UInt8] {
        Array(("\r\n" + head + tables.joined() + "</entities>").utf8)
    }

    static func table(_ name: String, _ records: String...) -> String {
        "<entity name=\"\(name)\" displayname=\"\(name)\"><records>\(records.joined())</records><m2mrelationships /></entity>"
    }

    /// The values as they stand in the file, both levels of escaping on them.
    static func record(_ id: String, _ fields: KeyValuePairs<String, String>, _ rest: String = "") -> String {
        "<record id=\"\(id)\">"
            + fields.map { "<field name=\"\($0.key)\" value=\"\($0.value)\" />" }.joined() + rest + "</record>"
    }

    /// A case that the desk takes.
    static func good(_ number: Int, _ rest: String = "") -> String {
        record(
            id(number),
            [
                "incidentid": id(number), "title": "Wrong edition bought", "new_tenant": "contoso.com",
                "new_orderid": "a1b2c3d4e5f6", "new_reason": "accidental", "new_amount": "1250.0000000000",
                "new_currency": "USD", "new_contactname": "Kim Minji", "emailaddress": "kim@fabrikam.com",
            ],
            rest
        )
    }

    static func note(_ number: Int, of owner: Int, _ fields: KeyValuePairs<String, String>) -> String {
        record(
            id(number),
            fields,
            "<field name=\"objectid\" value=\"\(id(owner))\" lookupentity=\"incident\" lookupentityname=\"A &amp; B\" />"
        )
    }

    static func zip(_ entries: KeyValuePairs<String, [UInt8]>) throws -> [UInt8] {
        let writer = ZipWriter(in: NSTemporaryDirectory())
        for (name, bytes) in entries {
            try writer.begin(name)
            try writer.append(bytes)
        }
        var result: [UInt8] = []
        try writer.finish { result += $0 }
        return result
    }

    static func entry(_ name: String, of zip: [UInt8]) throws -> [UInt8]? {
        let reader = try ZipReader(.bytes(zip))
        return try reader.entry(name).map { try reader.bytes(of: $0, limit: 1 << 30) }
    }

    static func text(_ name: String, of zip: [UInt8]) throws -> String? {
        try entry(name, of: zip).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension ForeignFile {
    var bytes: [UInt8]? {
        guard case .bytes(let content) = content else { return nil }
        var bytes: [UInt8] = []
        try? content.eachChunk { bytes += $0 }
        return bytes
    }
}
