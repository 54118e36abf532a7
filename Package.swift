// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "touchstone",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Scoring", targets: ["Scoring"]),
        .library(name: "Statistics", targets: ["Statistics"]),
    ],
    targets: [
        // Floor 0: pure functions over bytes and numbers.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "TouchstoneJSON"),
        .target(name: "Statistics"),
        .target(name: "Scoring", dependencies: ["TouchstoneJSON", "Statistics", "CPCRE2", "CZlib"]),

        // Tests, by level.
        .target(name: "GoldenSupport", dependencies: ["TouchstoneJSON"], path: "Tests/GoldenSupport"),
        .testTarget(name: "TouchstoneJSONTests", dependencies: ["TouchstoneJSON"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "GoldenSupport", "TouchstoneJSON"]),
        .testTarget(name: "ScoringTests", dependencies: ["Scoring", "Statistics", "GoldenSupport", "TouchstoneJSON"]),
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
