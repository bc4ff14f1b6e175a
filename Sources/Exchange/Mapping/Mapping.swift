package import Basics

/// A site's names for our fields: data, read from a file that a schema checks. What the container does with the names is
/// the format's code.
package struct Mapping: Sendable {
    package let format: ExchangeFormat
    /// What tickets that come from there name as their source.
    package let system: String
    package let fields: [FieldMapping]
    /// Their text that carries the marked block with the facts for which there is no field of their own; nil for none.
    package let block: Block?
    /// What a fact is when a record does not name it at all; never in the place of a word that nobody knows.
    package let defaults: [Default]
    /// Written with every record as it stands, and passed over in reading.
    package let fixed: [Fixed]
    /// Known fields of theirs that are passed over in reading.
    package let ignored: Set<String>
    package let comments: Comments
    package let files: Files
    /// What only this format's container asks, as a table's name.
    package let options: [String: String]
    /// SHA-256 over the file: a record that was read with another mapping is another record.
    package let digest: Digest

    package struct Block: Hashable, Sendable {
        package let theirs: String
        package let fields: [OurField]
    }

    package struct Default: Hashable, Sendable {
        package let ours: OurField
        package let value: String
    }

    package struct Fixed: Hashable, Sendable {
        package let theirs: String
        package let value: String
    }

    package enum Comments: String, CaseIterable, Hashable, Sendable {
        /// Neither is carried.
        case none
        case `public`
        /// Internal notes too, into a place that only the desk's own people read there.
        case all
    }

    package enum Files: String, CaseIterable, Hashable, Sendable {
        case none
        /// The ticket's files.
        case attachments
        /// And the request in our own format, so that what the format cannot carry comes back with it.
        case all
    }

    /// The mapping of one of our fields; the first, when several places hold it.
    package subscript(_ ours: OurField) -> FieldMapping? {
        fields.first { $0.ours == ours }
    }

    /// An option of the container. Throws nothing: what a container needs and does not find has its own default.
    package func option(_ name: String) -> String? { options[name] }

    /// Fields of theirs that the mapping knows, whatever it does with them.
    func knows(_ theirs: String) -> Bool { named.contains(theirs) }

    private let named: Set<String>

    init(
        format: ExchangeFormat,
        system: String,
        fields: [FieldMapping],
        block: Block?,
        defaults: [Default],
        fixed: [Fixed],
        ignored: Set<String>,
        comments: Comments,
        files: Files,
        options: [String: String],
        digest: Digest
    ) {
        self.format = format
        self.system = system
        self.fields = fields
        self.block = block
        self.defaults = defaults
        self.fixed = fixed
        self.ignored = ignored
        self.comments = comments
        self.files = files
        self.options = options
        self.digest = digest
        named = ignored.union(fields.map(\.theirs)).union(fixed.map(\.theirs)).union(block.map { [$0.theirs] } ?? [])
    }
}
