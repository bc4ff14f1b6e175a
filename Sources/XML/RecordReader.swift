/// Pulls one record after another out of a document of any length, in memory that depends on the largest record only.
///
/// Not Sendable; a reader and its records are used from one thread at a time. Nothing is fetched from the network or
/// from other files, no entity is expanded, and every length is limited.
package final class RecordReader {
    private let parser: RecordParser

    /// Opens the source and looks at its first bytes.
    /// - Parameters:
    ///   - name: what sentences call the source, usually the file's name.
    ///   - schema: if given, every record is held against it; its record elements must be declared globally.
    ///   - level: how many elements are around a record: 1 for the children of the root, 0 to take the root itself as
    ///     the only record of a small document.
    /// - Throws: `XMLFault` if the source can not be opened or is not XML by its first bytes.
    package init(
        _ source: ByteSource,
        named name: String,
        schema: Schema? = nil,
        limits: Limits = .standard,
        recordsAt level: Int = 1
    ) throws(XMLFault) {
        parser = try RecordParser(
            source,
            named: name,
            schema: schema,
            limits: limits,
            preamble: [],
            level: { _ in level }
        )
    }

    /// Opens a source whose records stand deeper under one root than under another.
    /// - Parameters:
    ///   - preamble: what a document may begin with. Anything before the first of them in the first 64 KiB is passed over,
    ///     as the sentence that a browser puts on top of a page that is saved; places stay those of the file. Only in
    ///     encodings that begin with ASCII.
    ///   - level: how many elements are around a record, for a root of this name without its prefix.
    /// - Throws: as the other.
    package init(
        _ source: ByteSource,
        named name: String,
        limits: Limits = .standard,
        skippingTo preamble: [String] = [],
        recordsAt level: @escaping (_ root: String) -> Int
    ) throws(XMLFault) {
        parser = try RecordParser(source, named: name, schema: nil, limits: limits, preamble: preamble, level: level)
    }

    /// The root's name and attributes; reads no further than needed. May be asked at any time.
    package func root() throws(XMLFault) -> Root {
        parser.readRoot()
        if let root = parser.root { return root }
        throw parser.fault ?? XMLFault(kind: .empty, source: parser.source, line: 1, column: 1)
    }

    /// The next record, nil at the end. A fault is final: it is thrown after all records before it were handed out,
    /// and again by every later call.
    package func next() throws(XMLFault) -> Record? {
        if let record = parser.take() { return record }
        if let fault = parser.fault { throw fault }
        return nil
    }

    /// What is wrong outside of the records so far: the root's attributes, missing records, text between records. Ask
    /// again at the end. At most a hundred.
    package var problems: [XMLProblem] { parser.outside.list }

    /// Bytes of the source read so far, a little ahead of the records handed out.
    package var bytesRead: Int64 { parser.bytesRead }
}
