// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "scorers",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "touchstone", path: "../..")],
    targets: [
        .executableTarget(
            name: "Scorers",
            dependencies: [
                .product(name: "Scoring", package: "touchstone"), .product(name: "Statistics", package: "touchstone"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
