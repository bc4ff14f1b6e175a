// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "recoup",
    products: [.executable(name: "recoup", targets: ["recoup"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // What is true: values in, values or a typed refusal out. No clock, no store, no HTTP.
        .target(name: "Basics", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Workflows", dependencies: ["Basics"]),
        .target(name: "Orders", dependencies: ["Basics", "Workflows"]),
        .target(name: "Tickets", dependencies: ["Basics", "Workflows", "Orders"]),
        .target(name: "Casework", dependencies: ["Basics", "Workflows", "Orders", "Tickets"]),

        // How it looks on a wire. XML knows nothing of the domain; Exchange joins the two.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "XML", dependencies: ["CLibXML2"]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Packing", dependencies: ["CZlib", "CLibZip"]),
        .target(
            name: "Exchange",
            dependencies: ["Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing"]
        ),
        // A live Redmine: the only module that asks other servers for anything.
        .target(
            name: "Redmine",
            dependencies: [
                "Basics", "Casework", "Tickets", "XML", "Exchange",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),

        // How it is kept. SQL and its engines know nothing of the domain; Storage joins the two.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "SQL"),
        .target(
            name: "SQLite",
            dependencies: [
                "SQL", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .target(name: "Postgres", dependencies: ["SQL", "CLibPQ"]),
        .target(name: "Storage", dependencies: ["Basics", "Workflows", "Orders", "Tickets", "Casework", "SQL"]),

        // How it is seen.
        .target(
            name: "Pages",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework",
                .product(name: "Mustache", package: "swift-mustache"),
            ]
        ),
        .target(
            name: "Web",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing", "Exchange", "Pages",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),

        // Where everything meets: the only place that builds a real desk.
        .target(
            name: "Commands",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing", "Exchange", "Redmine",
                "SQL", "SQLite", "Postgres", "Storage", "Pages", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "recoup",
            dependencies: ["Commands", .product(name: "ArgumentParser", package: "swift-argument-parser")]
        ),

        // What tests stand on.
        .target(name: "ServerProcess", path: "Tests/Support/ServerProcess"),
        .target(name: "PostgresServer", dependencies: ["ServerProcess"], path: "Tests/Support/PostgresServer"),
        .target(name: "RedmineServer", dependencies: ["ServerProcess"], path: "Tests/Support/RedmineServer"),
        .target(
            name: "MemoryStore",
            dependencies: ["Basics", "Orders", "Tickets", "Casework"],
            path: "Tests/Support/MemoryStore"
        ),
        .target(
            name: "SampleDesk",
            dependencies: ["Basics", "Workflows", "Orders", "Tickets", "Casework", "MemoryStore"],
            path: "Tests/Support/SampleDesk"
        ),

        .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
        .testTarget(name: "WorkflowsTests", dependencies: ["Workflows"]),
        .testTarget(name: "OrdersTests", dependencies: ["Basics", "Orders"]),
        .testTarget(
            name: "TicketsTests",
            dependencies: ["Basics", "Workflows", "Orders", "Tickets", "Casework", "MemoryStore", "SampleDesk"]
        ),
        .testTarget(
            name: "CaseworkTests",
            dependencies: ["Basics", "Workflows", "Orders", "Tickets", "Casework", "MemoryStore", "SampleDesk"]
        ),
        .testTarget(name: "XMLTests", dependencies: ["XML"]),
        .testTarget(name: "PackingTests", dependencies: ["Packing"]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing", "Exchange", "MemoryStore",
                "SampleDesk",
            ]
        ),
        .testTarget(
            name: "RedmineTests",
            dependencies: [
                "Basics", "Orders", "Tickets", "Casework", "XML", "Exchange", "Redmine", "RedmineServer", "MemoryStore",
                "SampleDesk",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "SQLTests", dependencies: ["SQL", "SQLite", "Postgres", "PostgresServer"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQL", "SQLite"]),
        .testTarget(name: "PostgresTests", dependencies: ["SQL", "Postgres", "PostgresServer"]),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "SQL", "SQLite", "Postgres", "Storage",
                "PostgresServer", "MemoryStore", "SampleDesk",
            ]
        ),
        .testTarget(
            name: "PagesTests",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "Pages", "MemoryStore", "SampleDesk",
            ]
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "Exchange", "Pages", "Web", "MemoryStore",
                "SampleDesk", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Exchange", "SQL", "SQLite", "Postgres",
                "Storage", "Commands", "recoup", "ServerProcess", "PostgresServer", "MemoryStore", "SampleDesk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .testTarget(name: "ProjectTests", dependencies: ["Basics", "Workflows", "Orders", "Tickets"]),
        .executableTarget(
            name: "recoup-bench",
            dependencies: [
                "Basics", "Orders", "Tickets", "Casework", "XML", "Exchange", "SQL", "SQLite", "Postgres", "Storage",
                "PostgresServer",
            ],
            path: "Tests/Benchmarks/Latency"
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .treatAllWarnings(as: .error),  // SE-0480
    ]
}
