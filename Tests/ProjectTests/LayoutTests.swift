import Foundation
import Testing

@Suite struct LayoutTests {
    @Test func `nothing but the agreed names stands at the top`() throws {
        let agreed: Set = [
            "Package.swift", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", ".swift-format", ".editorconfig",
            ".gitignore", ".ci", "Sources", "Tests", "Templates", "Samples", "docs",
        ]
        let tracked = Set(
            try FileManager.default.contentsOfDirectory(atPath: Project.root.path(percentEncoded: false))
        ).filter { name in
            let isBuilt = name.hasPrefix(".build") || [".git", ".swiftpm", "Package.resolved"].contains(name)
            return !isBuilt && !name.contains(".db")
        }
        #expect(tracked == agreed)
    }

    /// What each module may import of ours, and which library only it may import.
    private static let allowed: [String: Set<String>] = [
        "Basics": ["Crypto"],
        "Workflows": ["Basics"],
        "Orders": ["Basics", "Workflows"],
        "Tickets": ["Basics", "Workflows", "Orders"],
        "Casework": ["Basics", "Workflows", "Orders", "Tickets"],
        "XML": ["CLibXML2"],
        "Packing": ["CZlib", "CLibZip"],
        "Exchange": ["Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing"],
        "Redmine": [
            "Basics", "Casework", "Tickets", "XML", "Exchange", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
        ],
        "SQL": [],
        "SQLite": ["SQL", "GRDB", "GRDBSQLite"],
        "Postgres": ["SQL", "CLibPQ"],
        "Storage": ["Basics", "Workflows", "Orders", "Tickets", "Casework", "SQL"],
        "Pages": ["Basics", "Workflows", "Orders", "Tickets", "Casework", "Mustache"],
        "Web": [
            "Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing", "Exchange", "Pages",
            "Hummingbird",
            "HTTPTypes", "Logging", "NIOCore",
        ],
        "Commands": [
            "Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing", "Exchange", "Redmine", "SQL",
            "SQLite", "Postgres", "Storage", "Pages", "Web", "ArgumentParser", "Hummingbird", "Logging",
            "ServiceLifecycle",
        ],
        "recoup": ["Commands", "ArgumentParser"],
    ]

    private static let system: Set = ["Foundation", "Dispatch", "Glibc", "Synchronization"]

    @Test(arguments: allowed.keys.sorted())
    func `a module imports only what stands above it`(module: String) throws {
        let allowed = try #require(Self.allowed[module]).union(Self.system)
        let files = try Project.files(below: "Sources/\(module)", endings: ["swift"])
        #expect(!files.isEmpty)
        for file in files {
            for line in try Project.code(file) {
                let pattern = /^(?:package |private |internal )?import (\w+)/
                guard let match = line.text.firstMatch(of: pattern) else { continue }
                #expect(allowed.contains(String(match.1)), "\(file):\(line.number)")
            }
        }
    }

    @Test func `every module has a folder that the table knows`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Project.root.appending(path: "Sources").path(percentEncoded: false)
        )
        #expect(Set(folders) == Set(Self.allowed.keys).union(["CLibXML2", "CLibPQ", "CZlib", "CLibZip"]))
    }
}
