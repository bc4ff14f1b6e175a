import Basics
import Casework
import SQL

extension SQLRecords {
    func hasFile(_ digest: Digest) throws -> Bool {
        try connection.first(Statement("select seq from file where digest = $1", .digest(digest))) != nil
    }

    func eachChunk(of digest: Digest, _ body: ([UInt8]) throws -> Void) throws {
        let statement = Statement(
            "select bytes from file_chunk where file = (select seq from file where digest = $1) order by position",
            .digest(digest)
        )
        try connection.each(statement) { try body($0.blob(0)) }
    }

    func save(_ file: FileContent) throws {
        guard try !hasFile(file.digest) else { return }
        let seq = try take(1, from: "file")
        try connection.run(
            Statement(
                "insert into file (seq, digest, size) values ($1, $2, $3)",
                .integer(seq),
                .digest(file.digest),
                .integer(file.size)
            )
        )
        var position: Int64 = 0
        var size: Int64 = 0
        try file.eachChunk { bytes in
            try connection.run(
                Statement(
                    "insert into file_chunk (file, position, bytes) values ($1, $2, $3)",
                    .integer(seq),
                    .integer(position),
                    .blob(bytes)
                )
            )
            position += 1
            size += Int64(bytes.count)
        }
        guard size == file.size else {
            throw StoreError.unexpected("a file of \(file.size) bytes came with \(size); it was not kept")
        }
    }
}
