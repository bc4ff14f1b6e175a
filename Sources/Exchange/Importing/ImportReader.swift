import Basics
import Casework
import Tickets

/// Reads the records of a document that comes in, whatever its format. Belongs to one thread at a time.
protocol ImportReader: AnyObject {
    var head: ImportHead { get }
    /// The next record; nil at the end. A fault comes after the records before it.
    func next(under limits: AttachmentLimits) throws(DocumentFault) -> ImportRecord?
    /// What is wrong outside of the records, complete at the end.
    var problems: [String] { get }
}

/// What a document says of itself before its first record.
struct ImportHead: Sendable {
    let kind: DocumentKind
    /// What runs are kept under.
    let format: String
    /// The root's start tag as it stands in the document.
    let startTag: String
}

/// One record on its way in.
struct ImportRecord {
    let ordinal: Int
    let line: Int
    let column: Int
    let byteRange: Range<Int64>
    /// Decoded, or everything that is wrong with it.
    let content: DocumentReader.Content
    let losses: [Loss]
    /// Where in the document each thing stands that the desk refuses in the request.
    let explain: (Intake, Problems) -> [RecordProblem]
    /// As it stands in the document, fit to stand below the head again.
    let original: () -> [UInt8]

    var length: Int64 { byteRange.upperBound - byteRange.lowerBound }
}
