import Basics
import Casework
package import Tickets
package import XML

/// What a mapping carries of a request and how, what it does not, and whether a record read with it can be a request.
package struct MappingCheck: Sendable {
    package let carried: [Carried]
    /// Facts that no field, block or file carries.
    package let lost: [FactField]
    /// Facts that a request needs and no record can name.
    package let unreachable: [FactField]

    package struct Carried: Hashable, Sendable {
        package let ours: OurField
        package let theirs: String
        /// In UTF-16 units; nil when there is none.
        package let limit: Int?
        package let words: [FieldMapping.Value]
        /// Words of ours that the picklist does not have.
        package let missing: [String]
        package let isInBlock: Bool
    }

    package init(_ mapping: Mapping) {
        let fields = mapping.fields.map { field in
            Carried(
                ours: field.ours,
                theirs: field.theirs,
                limit: field.limit,
                words: field.values,
                missing: field.values.isEmpty ? [] : (field.ours.choices ?? []).filter { field.theirs(for: $0) == nil },
                isInBlock: false
            )
        }
        let inBlock = (mapping.block?.fields ?? [])
            .filter { ours in !mapping.fields.contains { $0.ours == ours } }
            .map {
                Carried(
                    ours: $0,
                    theirs: mapping.block?.theirs ?? "",
                    limit: nil,
                    words: [],
                    missing: [],
                    isInBlock: true
                )
            }
        carried = fields + inBlock
        let facts = Set(carried.compactMap(\.ours.fact))
        let known = facts.union(mapping.defaults.compactMap(\.ours.fact))
        let comesWithFile = mapping.files == .all
        lost = FactField.allCases.filter { !facts.contains($0) && !comesWithFile }
        // An amount may name its currency.
        unreachable = FactField.allCases.filter {
            $0.isRequired && !known.contains($0) && !($0 == .currency && known.contains(.amount))
        }
    }
}

/// A document held against a mapping: what every record would become, with nothing kept.
package struct ForeignValidation: Sendable {
    package private(set) var records: Int64 = 0
    /// Records that would be quarantined.
    package private(set) var wrong: Int64 = 0
    /// In the order of the document, `FILE:LINE:COLUMN: sentence` each, at most as many as were asked for.
    package private(set) var problems: [String] = []
    package private(set) var omitted = 0
    package private(set) var losses: [Loss] = []
    package private(set) var lossCount: Int64 = 0
    /// Names of theirs that the mapping does not know, with how many records have them: they go into a quoted note.
    package private(set) var unknownNames: [(name: String, records: Int64)] = []

    /// Reads a document to its end. What is wrong with it is among the problems.
    package init(
        of source: ByteSource,
        named name: String,
        with mapping: Mapping,
        options: ImportOptions = ImportOptions(),
        rules: TicketRules = TicketRules(),
        maximum: Int = 1_000
    ) {
        var names: [String: Int64] = [:]
        do throws(DocumentFault) {
            let document = ForeignDocument(try mapping.reader(of: source, named: name, options: options), mapping)
            document.noteUnknown = { names[$0, default: 0] += 1 }
            while let record = try document.next(under: rules.attachments) {
                records += 1
                lossCount += Int64(record.losses.count)
                losses += record.losses.prefix(max(0, maximum - losses.count))
                let found = Self.problems(of: record)
                if !found.isEmpty { wrong += 1 }
                keep(found.map { "\(name):\($0)" }, maximum)
            }
            keep(document.problems, maximum)
        } catch { keep([error.sentence], maximum) }
        unknownNames = names.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    private static func problems(of record: ImportRecord) -> [RecordProblem] {
        switch record.content {
        case .wrong(_, let problems): return problems
        case .request(let intake):
            if intake.isFollowUp { return [] }
            do throws(Problems) { _ = try intake.form.facts() } catch { return record.explain(intake, error) }
            return []
        case .customer, .purchase, .archived: return []
        }
    }

    private mutating func keep(_ found: [String], _ maximum: Int) {
        let room = max(0, maximum - problems.count)
        problems += found.prefix(room)
        omitted += max(0, found.count - room)
    }
}
