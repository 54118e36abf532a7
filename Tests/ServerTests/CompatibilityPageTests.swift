import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON

@testable import Server

@Suite struct CompatibilityPageTests {
    /// The page lies in the package that this file is part of; `RECORD_SNAPSHOTS=1` writes it anew.
    private let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "../../docs/mlflow-compatibility.md"
    )
    .standardizedFileURL

    @Test func `the page about compatibility is what the table says`() throws {
        let written = CompatibilityPage.markdown()
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil { try Data(written.utf8).write(to: page) }
        #expect(try String(contentsOf: page, encoding: .utf8) == written, "RECORD_SNAPSHOTS=1 swift test --filter CompatibilityPageTests")
    }

    @Test func `what is not offered says so and why`() async throws {
        try await AccessFixture.run { server in
            for endpoint in NotOffered.all {
                let path = (endpoint.paths.first ?? "").replacing("**", with: "x").replacing(":", with: "")
                let response = try await server.send(endpoint.method, path, endpoint.method == .get ? nil : [:])
                #expect(response.status == .notImplemented, "\(endpoint.name)")
                #expect(try response.errorCode == "NOT_IMPLEMENTED", "\(endpoint.name)")
            }
        }
    }
}
