/// One ticket of another product's document, with its place and everything that a container could not read of it.
package struct ForeignRecord {
    /// From 1, in the order of the document.
    package let ordinal: Int
    /// Of the ticket's own start tag.
    package let line: Int
    package let column: Int
    package let byteRange: Range<Int64>
    package let ticket: ForeignTicket
    /// What makes the record unusable: a file that is not what it says, a date that is none.
    package let problems: [RecordProblem]
    /// What was left out on purpose, and is said.
    package let losses: [Loss]
    /// All rows of the record as they stand in the document, fit to stand below the document's head again.
    package let original: () -> [UInt8]

    package init(
        ordinal: Int,
        line: Int,
        column: Int,
        byteRange: Range<Int64>,
        ticket: ForeignTicket,
        problems: [RecordProblem] = [],
        losses: [Loss] = [],
        original: @escaping () -> [UInt8]
    ) {
        self.ordinal = ordinal
        self.line = line
        self.column = column
        self.byteRange = byteRange
        self.ticket = ticket
        self.problems = problems
        self.losses = losses
        self.original = original
    }
}

/// Reads the tickets of another product's document one after another, in memory that depends on the largest only. Belongs to
/// one thread at a time.
package protocol ForeignReader: AnyObject {
    /// The root's start tag as it stands there: what a record needs around it to be read alone.
    var head: String { get }
    /// The next ticket; nil at the end. A fault comes after the tickets before it.
    func next() throws(DocumentFault) -> ForeignRecord?
    /// What is wrong outside of the records, complete at the end; sentences with the document's name in front.
    var problems: [String] { get }
}

/// Writes tickets as another product reads them. Belongs to one thread at a time.
package protocol ForeignWriter: AnyObject {
    /// Writes one ticket. Returns what its container could not carry, and the key that the ticket has there, where it is
    /// known before anybody read the document. `store` reads the bytes of the ticket's files.
    func write(
        _ ticket: ForeignTicket,
        reading store: FileStore
    ) throws -> (losses: [Loss], externalID: String?)
    /// Ends the document, also one without tickets.
    func finish() throws
}

/// Where a writer's files go: one for most formats, several for those whose tickets travel in batches.
package protocol ExportTarget: AnyObject {
    /// Begins a file. Its name has no folder in it; the one file of a format that has only one is called by the empty name.
    func begin(_ name: String) throws
    func write(_ bytes: [UInt8]) throws
    /// Ends the file that was begun last.
    func end() throws
}
