import Basics
import Casework
import Exchange
import Foundation
import Testing
import Tickets
import XML

/// The sample files of other products' tickets.
enum ForeignSample {
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: Project.path("Samples/exchange/\(name)"))))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The mapping that Recoup brings, with pieces of it replaced as a site would.
    static func mapping(_ format: ExchangeFormat, _ changes: [(String, String)] = []) throws -> Mapping {
        var text = try Project.text("Templates/exchange/\(format.rawValue).mapping.xml")
        for (old, new) in changes {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return try Mapping(.bytes(Array(text.utf8)), named: "site.xml", templates: Project.path("Templates"))
    }

    /// The record alone, as a person corrects it.
    static func alone(_ record: ForeignRecord, below head: String) -> [UInt8] {
        let name = head.dropFirst().prefix { !" >".contains($0) }
        return Array("\(head)\n".utf8) + record.original() + Array("\n</\(name)>\n".utf8)
    }
}

extension ForeignTicket {
    /// A field's value.
    func value(_ name: String) -> String? { self[name]?.value }
}

extension StoredTicket {
    /// What was written on it, oldest first: internal notes with a star in front.
    var notes: [String] {
        correspondence(naming: [:]).map { ($0.visibility == .internal ? "*" : "") + $0.text }
    }
}
