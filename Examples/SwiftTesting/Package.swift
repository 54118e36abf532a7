// swift-tools-version:6.1
import PackageDescription

// An evaluation inside an ordinary test target: `swift test` in this folder.
let package = Package(
    name: "support-evaluation",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "touchstone", path: "../..")
    ],
    targets: [
        .testTarget(
            name: "SupportTests",
            dependencies: [
                .product(name: "Evaluation", package: "touchstone"),
                .product(name: "Scoring", package: "touchstone"),
            ])
    ]
)
