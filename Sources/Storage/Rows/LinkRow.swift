import Basics
import Orders
import SQL

/// The row of a download link.
enum LinkRow {
    static let save: SQLText = """
        insert into download_link (
            token, purchase, line, version, language, bits, made_ms, made_by, first_used_ms
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (token) do update set
            purchase = excluded.purchase, line = excluded.line, version = excluded.version,
            language = excluded.language, bits = excluded.bits, made_ms = excluded.made_ms,
            made_by = excluded.made_by, first_used_ms = excluded.first_used_ms
        """

    static func values(_ link: DownloadLink, of seq: Int64) -> [Value] {
        [
            .digest(link.token), .integer(seq), .integer(link.line), .text(link.media.version),
            .text(link.media.language), .word(link.media.bits), .instant(link.madeAt), .id(link.madeBy),
            .instant(orNull: link.firstUsedAt),
        ]
    }

    static let select: SQLText = """
        select k.token, p.id, k.line, k.version, k.language, k.bits, k.made_ms, k.made_by, k.first_used_ms
        from download_link k join purchase p on p.seq = k.purchase
        """

    static func link(_ row: Row) throws -> DownloadLink {
        var reader = ColumnReader(row)
        return try reading("a download link") {
            DownloadLink(
                token: try reader.digest(),
                order: try reader.order(),
                line: try reader.int(),
                media: Media(version: try reader.text(), language: try reader.text(), bits: try reader.word()),
                madeAt: try reader.instant(),
                madeBy: try reader.id(),
                firstUsedAt: try reader.instantOrNil()
            )
        }
    }
}
