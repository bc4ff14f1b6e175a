import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func sealedKey(order: Order.ID, line: Int, version: String) throws -> [UInt8]? {
        let statement = Statement(
            """
            select sealed from sealed_key
            where purchase = (select seq from purchase where id = $1) and line = $2 and version = $3
            """,
            .order(order),
            .integer(line),
            .text(version)
        )
        return try connection.first(statement)?.blob(0)
    }

    func saveSealedKey(_ bytes: [UInt8], order: Order.ID, line: Int, version: String) throws {
        let added = try connection.run(
            Statement(
                """
                insert into sealed_key (purchase, line, version, sealed) values ($1, $2, $3, $4)
                on conflict (purchase, line, version) do nothing
                """,
                .integer(try seq(of: order)),
                .integer(line),
                .text(version),
                .blob(bytes)
            )
        )
        guard added == 1 else { throw Overtaken() }
    }

    func link(_ token: Digest) throws -> DownloadLink? {
        let select = LinkRow.select
        return try connection.first(Statement("\(select) where k.token = $1", .digest(token))).map(LinkRow.link)
    }

    func save(_ link: DownloadLink) throws {
        try connection.run(Statement(LinkRow.save, LinkRow.values(link, of: seq(of: link.order))))
    }
}
