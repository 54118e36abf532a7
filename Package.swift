// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "touchstone",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "touchstone", targets: ["touchstone"]),
        .library(name: "TouchstoneJSON", targets: ["TouchstoneJSON"]),
        .library(name: "Scoring", targets: ["Scoring"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "Models", targets: ["Models"]),
        .library(name: "Evaluation", targets: ["Evaluation"]),
    ],
    dependencies: [
        // The command line.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // Model providers speak HTTP through these.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        // The embedded store.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Evaluation specifications are YAML.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        // Prompt templates.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        // Content digests.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        // Scored samples flow to the store with back-pressure.
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.0"),
        // The tracking server.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        // Traces come in as OpenTelemetry's protocol buffers.
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        // Diagnostics.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        // Floor 0: pure functions over bytes and numbers.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .target(name: "CPostgreSQL"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "TouchstoneJSON"),
        .target(name: "Digests", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Statistics"),
        .target(name: "Scoring", dependencies: ["TouchstoneJSON", "Statistics", "CPCRE2", "CZlib"]),

        // Floor 1: the edges to the world.
        .target(
            name: "Models",
            dependencies: [
                "TouchstoneJSON", "Digests", "Scoring",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Prompts",
            dependencies: [
                "TouchstoneJSON", "Digests",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(
            name: "Tracking",
            dependencies: [
                "TouchstoneJSON", "Digests", "CPCRE2", "CPostgreSQL", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),

        // Floor 3: values in, text out.
        .target(name: "Reporting", dependencies: ["TouchstoneJSON", "Statistics"]),

        // Floor 3: from a specification to a verdict.
        .target(
            name: "Evaluation",
            dependencies: [
                "TouchstoneJSON", "Digests", "Scoring", "Statistics", "Models", "Prompts", "Tracking", "Reporting", "CZlib",
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ]),

        // Floor 5: the tracking server: MLflow's interface, OpenTelemetry's, pages.
        .target(
            name: "OpenTelemetryProtocol",
            dependencies: ["TouchstoneJSON", .product(name: "SwiftProtobuf", package: "swift-protobuf")],
            exclude: ["README.md", "Messages/otlp.proto"]),
        .target(
            name: "Server",
            dependencies: [
                "TouchstoneJSON", "Digests", "Models", "Tracking", "Statistics", "Reporting", "OpenTelemetryProtocol", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ]),

        // Floor 5: the command line.
        .executableTarget(
            name: "touchstone",
            dependencies: [
                "TouchstoneJSON", "Scoring", "Statistics", "Models", "Prompts", "Tracking", "Reporting", "Evaluation", "Server",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ]),

        // Tests, by level.
        .target(name: "GoldenSupport", dependencies: ["TouchstoneJSON"], path: "Tests/GoldenSupport"),
        .testTarget(name: "TouchstoneJSONTests", dependencies: ["TouchstoneJSON"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "GoldenSupport", "TouchstoneJSON"]),
        .testTarget(name: "ScoringTests", dependencies: ["Scoring", "Statistics", "GoldenSupport", "TouchstoneJSON"]),
        // A model server that fails as tests want.
        .target(
            name: "FaultServer",
            dependencies: [
                "TouchstoneJSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], path: "Tests/FaultServer"),
        .testTarget(name: "ModelsTests", dependencies: ["Models", "Scoring", "TouchstoneJSON", "FaultServer"]),
        // A process that tests of the store kill, lock out and disarm.
        .executableTarget(name: "TrackingWriter", dependencies: ["Tracking", "TouchstoneJSON"], path: "Tests/TrackingWriter"),
        // A PostgreSQL server in a temporary folder, for tests on both kinds of store.
        .target(name: "PostgreSQLServer", dependencies: ["CPostgreSQL"], path: "Tests/PostgreSQLServer"),
        .testTarget(
            name: "TrackingTests",
            dependencies: [
                "Tracking", "TouchstoneJSON", "TrackingWriter", "PostgreSQLServer", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Tracking", "Reporting", "TouchstoneJSON", "OpenTelemetryProtocol", "GoldenSupport", "PostgreSQLServer",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        .testTarget(name: "PromptsTests", dependencies: ["Prompts", "TouchstoneJSON"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Statistics", "TouchstoneJSON", "GoldenSupport"],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "EvaluationTests",
            dependencies: ["Evaluation", "Models", "Reporting", "Scoring", "Statistics", "Tracking", "GoldenSupport", "TouchstoneJSON"]),
        .testTarget(
            name: "CommandTests",
            dependencies: ["TouchstoneJSON", "Tracking", "FaultServer", "GoldenSupport", "PostgreSQLServer", "touchstone"],
            exclude: ["Snapshots", "Clients/Scenarios", "Clients/mlflow.txt", "Clients/mlflow-3.7.txt"]),
    ],
    swiftLanguageModes: [.v6]
)

// Every Swift target is held to the same rules.
for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
        ]
}
