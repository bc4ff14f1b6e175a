import Testing

@Suite struct StyleTests {
    @Test func `clocks, ids and randomness are taken only where the desk is built`() throws {
        let forbidden =
            #/
            \bDate\(\) | \bDate\.now\b | \bUUID\(\) | \.random\( | SystemRandomNumberGenerator | clock_gettime
            | ContinuousClock\(\)
            /#
        for file in try Project.files(below: "Sources", endings: ["swift"]) where !file.hasPrefix("Sources/Commands/") {
            for line in try Project.code(file) where line.text.firstMatch(of: forbidden) != nil {
                Issue.record("\(file):\(line.number): \(line.text)")
            }
        }
    }

    @Test func `nothing that a user can reach may trap`() throws {
        let forbidden =
            #/
            \btry! | \bas! | \bfatalError\( | \bpreconditionFailure\( | \bprecondition\( | @unchecked\ Sendable
            | nonisolated\(unsafe\) | unowned\(unsafe\)
            /#
        for file in try Project.files(below: "Sources", endings: ["swift"]) {
            for line in try Project.code(file) where line.text.firstMatch(of: forbidden) != nil {
                Issue.record("\(file):\(line.number): \(line.text)")
            }
        }
    }

    @Test func `types are named for what they are`() throws {
        let forbidden = /\b(?:struct|class|enum|actor|protocol) \w*(?:Manager|Helper|Utils|Util|Impl)\b/
        for file in try Project.files(below: "Sources", endings: ["swift"]) {
            for line in try Project.code(file) where line.text.firstMatch(of: forbidden) != nil {
                Issue.record("\(file):\(line.number): \(line.text)")
            }
        }
    }

    @Test func `nothing is left for later`() throws {
        let forbidden = /\b(?:TODO|FIXME|XXX|HACK)\b|not implemented|\bplaceholder file\b/
        for file in try Project.files(below: "Sources", endings: ["swift"]) {
            let lines = try Project.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where line.firstMatch(of: forbidden) != nil {
                Issue.record("\(file):\(index + 1): \(line)")
            }
        }
    }

    @Test func `no module exports beyond the package`() throws {
        let exported = #/^\s*(?:public|open)\ (?:class|struct|enum|actor|protocol|func|var|let|init|static|extension)/#
        for file in try Project.files(below: "Sources", endings: ["swift"]) {
            for line in try Project.code(file) where line.text.firstMatch(of: exported) != nil {
                Issue.record("\(file):\(line.number): \(line.text)")
            }
        }
    }
}
