// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "touchstone",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Scoring", targets: ["Scoring"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "Models", targets: ["Models"]),
    ],
    dependencies: [
        // Model providers speak HTTP through these.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        // The embedded store.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Content digests.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        // Diagnostics.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        // Floor 0: pure functions over bytes and numbers.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "TouchstoneJSON"),
        .target(name: "Statistics"),
        .target(name: "Scoring", dependencies: ["TouchstoneJSON", "Statistics", "CPCRE2", "CZlib"]),

        // Floor 1: the edges to the world.
        .target(
            name: "Models",
            dependencies: [
                "TouchstoneJSON", "Scoring",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),

        .target(
            name: "Tracking",
            dependencies: [
                "TouchstoneJSON",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // Floor 3: values in, text out.
        .target(name: "Reporting", dependencies: ["TouchstoneJSON", "Statistics"]),

        // Tests, by level.
        .target(name: "GoldenSupport", dependencies: ["TouchstoneJSON"], path: "Tests/GoldenSupport"),
        .testTarget(name: "TouchstoneJSONTests", dependencies: ["TouchstoneJSON"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "GoldenSupport", "TouchstoneJSON"]),
        .testTarget(name: "ScoringTests", dependencies: ["Scoring", "Statistics", "GoldenSupport", "TouchstoneJSON"]),
        .testTarget(
            name: "ModelsTests",
            dependencies: [
                "Models", "Scoring", "TouchstoneJSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        // A process that tests of the store kill, lock out and disarm.
        .executableTarget(name: "TrackingWriter", dependencies: ["Tracking", "TouchstoneJSON"], path: "Tests/TrackingWriter"),
        .testTarget(name: "TrackingTests", dependencies: ["Tracking", "TouchstoneJSON", "TrackingWriter"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Statistics", "TouchstoneJSON"], exclude: ["Snapshots"]),
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
        ]
}
