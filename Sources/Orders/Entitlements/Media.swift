package import Basics

/// Which media of an item somebody wants (seed, "Get keys and downloads": version, language, bit).
package struct Media: Hashable, Sendable {
    package let version: String
    package let language: String
    package let bits: Bits

    package init(version: String, language: String, bits: Bits) {
        self.version = version
        self.language = language
        self.bits = bits
    }

    /// The width that the software runs at.
    package enum Bits: String, CaseIterable, Hashable, Sendable {
        case x64 = "64", x86 = "32"
    }

    /// The languages that media come in, as BCP 47 tags.
    package static let languages = ["en", "ko", "ja", "de", "fr", "pt-BR", "es", "zh-Hans"]
}

extension Media: CustomStringConvertible {
    package var description: String { "\(version), \(language), \(bits.rawValue) bit" }
}

/// What an order line gave: software that can be activated and downloaded.
package struct Entitlement: Hashable, Sendable {
    package let order: Order.ID
    package let line: Int
    package let customer: Customer.ID
    package let item: CatalogueItem
    package let quantity: Int64
    package let orderedAt: Instant
    /// Of the media, newest first; empty when there is nothing to download.
    package let versions: [String]
    /// When it was revoked; a revoked one stays listed without key and links (seed, "Post-cancellation details").
    package let revokedAt: Instant?
    /// True while lists may still show it as it was.
    package let isPropagating: Bool

    package init(
        order: Order.ID,
        line: Int,
        customer: Customer.ID,
        item: CatalogueItem,
        quantity: Int64,
        orderedAt: Instant,
        versions: [String],
        revokedAt: Instant?,
        isPropagating: Bool
    ) {
        self.order = order
        self.line = line
        self.customer = customer
        self.item = item
        self.quantity = quantity
        self.orderedAt = orderedAt
        self.versions = versions
        self.revokedAt = revokedAt
        self.isPropagating = isPropagating
    }
}

/// A download link as it is kept: never the link itself, only the digest of its token.
package struct DownloadLink: Hashable, Sendable {
    package let token: Digest
    package let order: Order.ID
    package let line: Int
    package let media: Media
    package let madeAt: Instant
    package let madeBy: Person.ID
    /// The clock of its end starts with its first use.
    package var firstUsedAt: Instant?

    package init(
        token: Digest,
        order: Order.ID,
        line: Int,
        media: Media,
        madeAt: Instant,
        madeBy: Person.ID,
        firstUsedAt: Instant? = nil
    ) {
        self.token = token
        self.order = order
        self.line = line
        self.media = media
        self.madeAt = madeAt
        self.madeBy = madeBy
        self.firstUsedAt = firstUsedAt
    }

    /// The first instant at which it is dead; nil while nobody has used it.
    package func end(after days: Int64) -> Instant? { firstUsedAt?.adding(days: days) }
}
