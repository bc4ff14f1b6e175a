import SQL
import Testing

@Suite struct TextTests {
    @Test func `text is made of literals and of other text`() {
        let columns: SQLText = "id, number"
        let text: SQLText = "select \(columns) from ticket where number = $1"
        #expect(text.string == "select id, number from ticket where number = $1")
        #expect(Statement(text, .text("R-1")).binds == [.text("R-1")])
    }

    @Test func `a value that is interpolated becomes a bind, whatever it says`() {
        let hostile = "x' or 1 = 1; drop table ticket; -- $1"
        var query: Query = "select 1 from ticket where title = \(.text(hostile))"
        query.append(" and id > ", .integer(5))
        query.append(Query(["a = \(.null)", "b = \(.blob([1]))"], separator: " or "))
        let statement = query.statement
        #expect(statement.sql == "select 1 from ticket where title = $1 and id > $2a = $3 or b = $4")
        #expect(statement.binds == [.text(hostile), .integer(5), .null, .blob([1])])
        #expect(statement.reuse == .bounded)
    }

    @Test func `parts nest, and their binds are numbered once, from the outside in`() {
        let inner: Query = "(b = \(.integer(2)) or c = \(.integer(3)))"
        let outer: Query = "a = \(.integer(1)) and \(inner) and d = \(.integer(4))"
        #expect(outer.statement.sql == "a = $1 and (b = $2 or c = $3) and d = $4")
        #expect(outer.statement.binds == [1, 2, 3, 4].map { .integer(Int64($0)) })
        #expect(Query().isEmpty)
        #expect(!outer.isEmpty)
    }

    @Test func `an empty list is one in which nothing is`() {
        var query: Query = "id in "
        query.append("", list: [])
        #expect(query.statement == Query("id in (null)").statement)
    }

    @Test func `values are made from what may be missing`() {
        #expect(Value.text(orNull: nil) == .null)
        #expect(Value.text(orNull: "") == .text(""))
        #expect(Value.integer(orNull: nil) == .null)
        #expect(Value.integer(orNull: 0) == .integer(Int64(0)))
        #expect(Value.blob(orNull: []) == .blob([]))
        #expect(Value.blob(orNull: nil) == .null)
        #expect([Value.flag(true), .flag(false)] == [.integer(Int64(1)), .integer(Int64(0))])
    }

    @Test func `a step's fingerprint is of its text and of how it is divided`() {
        func fingerprint(_ statements: [SQLText]) -> String {
            Migration(number: 1, name: "", why: "", statements: { _ in statements }).fingerprint(.sqlite)
        }
        // FNV-1a of nothing, and of "a" followed by the mark between statements.
        #expect(fingerprint([]) == "cbf29ce484222325")
        #expect(fingerprint(["a"]) == "089bc907b544c769")
        #expect(fingerprint(["a", "b"]) != fingerprint(["ab"]))
        #expect(fingerprint(["a"]) != fingerprint(["a "]))
    }
}
