package import Basics
package import Casework

/// A ticket as another product's file tells it: names and values as they stand there, nothing judged. What every container
/// is read into and written from; which name is which fact is the ``Mapping``'s business.
package struct ForeignTicket: Sendable {
    /// The other system's own key, which it never changes. Nil when the record has none.
    package var id: String?
    /// What people there call it, as `INC0010002`.
    package var number: String?
    /// Our own id, on the way out.
    package var key: GUID?
    package var createdAt: Instant?
    package var modifiedAt: Instant?
    /// When it came to its end here; nil on the way in, and while it goes on.
    package var endedAt: Instant?
    package var fields: [ForeignField] = []
    package var comments: [ForeignComment] = []
    package var files: [ForeignFile] = []
    /// What happened there, a line each: kept as part of one internal note.
    package var history: [String] = []
    /// Comments and files of a ticket that this document does not hold itself.
    package var isFollowUp = false

    package init(id: String? = nil) {
        self.id = id
    }

    /// The first field of that name.
    package subscript(_ name: String) -> ForeignField? {
        fields.first { $0.name == name }
    }
}

/// One named value. The name of a column that a reference leads to has the reference's name in front:
/// `caller_id/email`.
package struct ForeignField: Hashable, Sendable {
    package let name: String
    package let value: String
    /// What people see in the value's place, where it is a key.
    package let label: String?
    package let place: ForeignPlace?

    package init(_ name: String, _ value: String, label: String? = nil, at place: ForeignPlace? = nil) {
        self.name = name
        self.value = value
        self.label = label
        self.place = place
    }
}

/// Where something stands in a document: a line and a column in characters, both from 1.
package struct ForeignPlace: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

package struct ForeignComment: Hashable, Sendable {
    package let text: String
    /// Whether the customer may read it there.
    package let isPublic: Bool
    package let author: String?
    package let writtenAt: Instant?
    /// On the way out: whether it is there already, for formats that cannot tell by themselves. Nil for a new one.
    package let presence: MessagePresence?
    package let place: ForeignPlace?

    package init(
        _ text: String,
        isPublic: Bool,
        author: String? = nil,
        writtenAt: Instant? = nil,
        presence: MessagePresence? = nil,
        at place: ForeignPlace? = nil
    ) {
        self.text = text
        self.isPublic = isPublic
        self.author = author
        self.writtenAt = writtenAt
        self.presence = presence
        self.place = place
    }
}

package struct ForeignFile: Sendable {
    /// As it stands there: not checked, never a path for us.
    package let name: String
    package let mediaType: String
    package let content: Content
    package let place: ForeignPlace?

    package enum Content: Sendable {
        /// The document names the file and does not hold it.
        case absent
        case bytes(FileContent)
        /// In the desk's store, on the way out.
        case stored(Digest, size: Int64)
    }

    package init(name: String, mediaType: String, content: Content, at place: ForeignPlace? = nil) {
        self.name = name
        self.mediaType = mediaType
        self.content = content
        self.place = place
    }
}

extension ForeignFile {
    /// Bytes; nil for one that the document does not hold.
    package var size: Int64? {
        switch content {
        case .absent: nil
        case .bytes(let content): content.size
        case .stored(_, let size): size
        }
    }

    /// Hands over the bytes piece by piece, each at most ``FileContent/chunkSize``; nothing for one that the document does
    /// not hold.
    package func eachChunk(from store: FileStore, _ body: ([UInt8]) throws -> Void) throws {
        switch content {
        case .absent: return
        case .bytes(let content): try content.eachChunk(body)
        case .stored(let digest, _): try store.eachChunk(of: digest, body)
        }
    }
}

/// Reads the bytes of files that are in the desk's store, while it is open.
package struct FileStore {
    private let records: (any Records)?

    package init(_ records: any Records) {
        self.records = records
    }

    /// For tickets whose files are in memory.
    package init() {
        records = nil
    }

    fileprivate func eachChunk(of digest: Digest, _ body: ([UInt8]) throws -> Void) throws {
        try records?.eachChunk(of: digest, body)
    }
}
