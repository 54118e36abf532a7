import Foundation
import Testing
import Tracking

@testable import Server

@Suite struct WebhookSecretTests {
    @Test func `a delivery is signed as MLflow signs it`() {
        // Made with Python's hmac and base64 from the same parts.
        let signature = WebhookSignature.text(secret: "s3cret", deliveryID: "id-1", timestamp: "1700000000", body: #"{"a": "ü"}"#)
        #expect(signature == "v1,9TqUVxpkEkwh6H6OEYSVv5f1bUlVYQ38G/q0cPJNQqw=")
    }

    @Test func `a secret opens only for its purpose and under its key`() throws {
        let box = SecretBox(keyText: "a key of some length")
        let sealed = try box.sealed("s3cret", for: "webhook 1")
        #expect(!sealed.contains("s3cret"))
        #expect(try box.sealed("s3cret", for: "webhook 1") != sealed)
        #expect(try box.opened(sealed, for: "webhook 1") == "s3cret")
        #expect(throws: MLflowError.self) { try box.opened(sealed, for: "webhook 2") }
        #expect(throws: MLflowError.self) { try SecretBox(keyText: "another key").opened(sealed, for: "webhook 1") }
        #expect(throws: MLflowError.self) { try box.opened(String(sealed.dropLast(4)), for: "webhook 1") }
        #expect(throws: MLflowError.self) { try box.opened("", for: "webhook 1") }
    }

    @Test func `the key file is made once, for its owner alone`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = SecretKeyFile(path: folder + "/store.key")
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try file.key() } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(keys.first?.count == 64)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["store.key"])
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        #expect(throws: MLflowError.self) { try file.key() }
    }
}
