// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "coverage",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "touchstone", path: "../..")],
    targets: [
        .executableTarget(name: "Coverage", dependencies: [.product(name: "Statistics", package: "touchstone")])
    ],
    swiftLanguageModes: [.v6]
)
