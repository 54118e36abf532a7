import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct ArtifactEndpointTests {
    /// A server over a store of its own, called through its responder.
    private func withServer(_ body: @escaping @Sendable (any TestClientProtocol, TrackingStore, URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/store.db"))
        let server = TouchstoneServer(
            store: store, settings: ServerSettings(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.application().test(.router) { client in try await body(client, store, folder) }
        try store.close()
    }

    private let proxy = "/api/2.0/mlflow-artifacts/artifacts"

    private func code(_ response: TestResponse) throws -> String? {
        try JSONParser().parse(Array(response.body.readableBytesView))["error_code"]?.stringValue
    }

    private func json(_ response: TestResponse) throws -> JSONValue { try JSONParser().parse(Array(response.body.readableBytesView)) }

    @Test func `an upload is listed, sent, recorded and removed`() async throws {
        try await withServer { client, store, _ in
            let run = try await store.create(Run(name: "a run"))
            let root = "\(proxy)/0/\(run.id)/artifacts"
            let put = try await client.execute(uri: "\(root)/sub/a.txt", method: .put, body: ByteBuffer(string: "hello"))
            #expect(put.status == .ok)
            #expect(put.body.readableBytes == 0)
            let list = try await client.execute(uri: "\(proxy)?path=0/\(run.id)/artifacts/sub", method: .get)
            #expect(try json(list) == ["files": [["path": "a.txt", "is_dir": false, "file_size": 5]]])
            let ofRun = try await client.execute(uri: "/api/2.0/mlflow/artifacts/list?run_id=\(run.id)", method: .get)
            #expect(
                try json(ofRun) == [
                    "root_uri": .string("mlflow-artifacts:/0/\(run.id)/artifacts"), "files": [["path": "sub", "is_dir": true]],
                ])
            let below = try await client.execute(uri: "/api/2.0/mlflow/artifacts/list?run_uuid=\(run.id)&path=sub", method: .get)
            #expect(try json(below)["files"] == [["path": "sub/a.txt", "is_dir": false, "file_size": 5]])
            #expect(try await store.artifactBytes("sub/a.txt", of: run.id) == Array("hello".utf8))
            #expect(try await store.check().isEmpty)
            let get = try await client.execute(uri: "\(root)/sub/a.txt", method: .get)
            #expect(String(buffer: get.body) == "hello")
            #expect(get.headers[.contentType] == "text/plain")
            #expect(get.headers[.contentDisposition] == "attachment; filename=a.txt")
            #expect(get.headers[.xContentTypeOptions] == "nosniff")
            let delete = try await client.execute(uri: "\(root)/sub", method: .delete, body: ByteBuffer(string: "{}"))
            #expect(try json(delete) == [:])
            #expect(try await store.artifacts(of: run.id).isEmpty)
            for gone in ["sub", "sub/a.txt", "never/was"] {
                let again = try await client.execute(uri: "\(root)/\(gone)", method: .delete, body: ByteBuffer(string: "{}"))
                #expect(again.status == .ok)
                #expect(try json(again) == [:])
            }
            #expect(try await client.execute(uri: "\(root)/sub/a.txt", method: .get).status == .notFound)
            #expect(try await store.check().isEmpty)
        }
    }

    @Test func `what an evaluation wrote can be had through every door`() async throws {
        try await withServer { client, store, _ in
            let run = try await store.create(Run(name: "a run"))
            try await store.storeArtifact(Array("{}".utf8), as: "report/x.json", in: run.id)
            let doors = [
                "/get-artifact?run_id=\(run.id)&path=report/x.json", "/get-artifact?run_uuid=\(run.id)&path=report%2Fx.json",
                "//get-artifact?run_id=\(run.id)&path=report/x.json", "\(proxy)/0/\(run.id)/artifacts/report/x.json",
                "/ajax-api/2.0/mlflow-artifacts/artifacts/0/\(run.id)/artifacts/report/x.json",
            ]
            for door in doors {
                let response = try await client.execute(uri: door, method: .get)
                #expect(String(buffer: response.body) == "{}", "\(door)")
            }
        }
    }

    @Test func `ranges, tags and conditions`() async throws {
        try await withServer { client, store, _ in
            let path = "\(proxy)/0/data.bin"
            let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            _ = try await client.execute(uri: path, method: .put, body: ByteBuffer(bytes: bytes))
            let whole = try await client.execute(uri: path, method: .get)
            #expect(Array(whole.body.readableBytesView) == bytes)
            #expect(whole.headers[.acceptRanges] == "bytes")
            let tag = try #require(whole.headers[.eTag])
            let part = try await client.execute(uri: path, method: .get, headers: [.range: "bytes=100-300099", .ifRange: tag])
            #expect(part.status == .partialContent)
            #expect(part.headers[.contentRange] == "bytes 100-300099/700000")
            #expect(Array(part.body.readableBytesView) == Array(bytes[100...300_099]))
            let stale = try await client.execute(uri: path, method: .get, headers: [.range: "bytes=0-9", .ifRange: "\"old\""])
            #expect(stale.status == .ok)
            let beyond = try await client.execute(uri: path, method: .get, headers: [.range: "bytes=700000-"])
            #expect(beyond.status == .rangeNotSatisfiable)
            #expect(beyond.headers[.contentRange] == "bytes */700000")
            let same = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag])
            #expect(same.status == .notModified)
            #expect(try await store.check().isEmpty)
        }
    }

    @Test func `pages and pictures that could run are sent as attachments`() async throws {
        try await withServer { client, _, _ in
            for name in ["x.html", "x.svg", "x.xml"] {
                _ = try await client.execute(uri: "\(proxy)/0/\(name)", method: .put, body: ByteBuffer(string: "<script/>"))
                let response = try await client.execute(uri: "\(proxy)/0/\(name)", method: .get)
                #expect(response.headers[.contentDisposition]?.hasPrefix("attachment") == true)
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
            }
        }
    }

    @Test(arguments: [
        "../../store.db", "%2e%2e/%2e%2e/store.db", "%252e%252e%252f%252e%252e%252fstore.db", "a%5c..%5cb", "%2Fetc/passwd", "a%23b",
        "a%00b",
        "a%2500b", "file:%2Fetc", "FILE%3A/etc/passwd", "C:%5Cwindows", "a/..%2f..%2fb", ".uploads/x",
    ])
    func `paths that lead out are refused wherever they stand`(_ path: String) async throws {
        try await withServer { client, store, _ in
            let run = try await store.create(Run(name: "a run"))
            let requests: [(String, HTTPRequest.Method)] = [
                ("\(proxy)/\(path)", .get), ("\(proxy)/\(path)", .put), ("\(proxy)/\(path)", .delete), ("\(proxy)?path=\(path)", .get),
                ("/api/2.0/mlflow/artifacts/list?run_id=\(run.id)&path=\(path)", .get),
                ("/get-artifact?run_id=\(run.id)&path=\(path)", .get),
                ("/ajax-api/2.0/mlflow/upload-artifact?run_uuid=\(run.id)&path=\(path)", .post),
            ]
            for (uri, method) in requests where !(path.hasPrefix(".uploads") && uri.contains("run_")) {
                let response = try await client.execute(uri: uri, method: method, body: method == .get ? nil : ByteBuffer(string: "x"))
                #expect(response.status == .badRequest, "\(method) \(uri)")
                #expect(try json(response) == ["error_code": "INVALID_PARAMETER_VALUE", "message": "Invalid path"], "\(method) \(uri)")
            }
        }
    }

    @Test func `what is wrong with a request is said`() async throws {
        try await withServer { client, store, _ in
            let run = try await store.create(Run(name: "a run"))
            let upload = "/ajax-api/2.0/mlflow/upload-artifact"
            #expect(try await client.execute(uri: "\(proxy)/0/a/", method: .put, body: ByteBuffer(string: "x")).status == .badRequest)
            _ = try await client.execute(uri: "\(proxy)/0/a/b", method: .put, body: ByteBuffer(string: ""))
            #expect(try await client.execute(uri: "\(proxy)/0/a", method: .get).status == .badRequest)
            #expect(try await client.execute(uri: "\(proxy)/0/a", method: .put, body: ByteBuffer(string: "x")).status == .badRequest)
            #expect(try await client.execute(uri: "\(proxy)/0/a/b/c", method: .put, body: ByteBuffer(string: "x")).status == .badRequest)
            #expect(try code(try await client.execute(uri: "\(proxy)/0/none", method: .get)) == "RESOURCE_DOES_NOT_EXIST")
            #expect(try json(try await client.execute(uri: "\(proxy)?path=none", method: .get)) == [:])
            #expect(try json(try await client.execute(uri: "\(proxy)?path=0/a/b", method: .get)) == [:])
            #expect(try await client.execute(uri: "/api/2.0/mlflow/artifacts/list", method: .get).status == .badRequest)
            #expect(try await client.execute(uri: "/api/2.0/mlflow/artifacts/list?run_id=none", method: .get).status == .notFound)
            #expect(try await client.execute(uri: "\(upload)?path=x", method: .post, body: ByteBuffer(string: "x")).status == .badRequest)
            let large = ByteBuffer(repeating: 1, count: 10 << 20 + 1)
            let tooLarge = try await client.execute(uri: "\(upload)?run_uuid=\(run.id)&path=x", method: .post, body: large)
            #expect(String(buffer: tooLarge.body).contains("Artifact size is too large. Max size is 10MB."))
            let fine = try await client.execute(uri: "\(upload)?run_uuid=\(run.id)&path=x", method: .post, body: ByteBuffer(string: "x"))
            #expect(fine.status == .ok)
            #expect(try await store.artifactBytes("x", of: run.id) == Array("x".utf8))
        }
    }

    @Test func `locations on this machine are read within the run's own folder, those elsewhere are not`() async throws {
        try await withServer { client, store, folder in
            let here = try await store.createExperiment(named: "here", artifactLocation: "file://\(folder.path)/own%20place")
            let run = try await store.create(Run(name: "a run", experiment: here.id))
            let root = folder.appendingPathComponent("own place/\(run.id)/artifacts")
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
            try Data("local".utf8).write(to: root.appendingPathComponent("a.txt"))
            try FileManager.default.createSymbolicLink(
                at: root.appendingPathComponent("link"), withDestinationURL: folder.appendingPathComponent("store.db"))
            let get = try await client.execute(uri: "/get-artifact?run_id=\(run.id)&path=a.txt", method: .get)
            #expect(String(buffer: get.body) == "local")
            let link = try await client.execute(uri: "/get-artifact?run_id=\(run.id)&path=link", method: .get)
            #expect(link.status == .badRequest)
            let there = try await store.createExperiment(named: "there", artifactLocation: "s3://bucket/a")
            let far = try await store.create(Run(name: "far", experiment: there.id))
            let response = try await client.execute(uri: "/api/2.0/mlflow/artifacts/list?run_id=\(far.id)", method: .get)
            #expect(response.status == .badRequest)
        }
    }

    @Test func `an artifact in parts`() async throws {
        try await withServer { client, store, _ in
            let run = try await store.create(Run(name: "a run"))
            let target = "0/\(run.id)/artifacts/models"
            let headers: HTTPFields = [.contentType: "application/json"]
            let create = try await client.execute(
                uri: "/api/2.0/mlflow-artifacts/mpu/create/\(target)", method: .post, headers: headers,
                body: ByteBuffer(string: #"{"path": "/home/me/big.bin", "num_parts": 2}"#))
            let created = try json(create)
            let upload = try #require(created["upload_id"]?.stringValue)
            let credentials = try #require(created["credentials"]?.arrayValue)
            #expect(credentials.count == 2)
            var parts: [JSONValue] = []
            for (credential, text) in zip(credentials, ["first ", "second"]) {
                let url = try #require(credential["url"]?.stringValue.flatMap { URL(string: $0) })
                let secret = try #require(credential["headers"]?["X-Touchstone-Upload"]?.stringValue)
                let name = try #require(HTTPField.Name("X-Touchstone-Upload"))
                let put = try await client.execute(uri: url.path, method: .put, headers: [name: secret], body: ByteBuffer(string: text))
                parts.append([
                    "part_number": try #require(credential["part_number"]), "etag": .string(try #require(put.headers[.eTag])),
                    "url": .string(url.absoluteString),
                ])
                #expect(try await client.execute(uri: url.path, method: .put, body: ByteBuffer(string: text)).status == .badRequest)
            }
            let message: JSONValue = ["path": "/home/me/big.bin", "upload_id": .string(upload), "parts": .array(parts)]
            let complete = try await client.execute(
                uri: "/api/2.0/mlflow-artifacts/mpu/complete/\(target)", method: .post, headers: headers,
                body: ByteBuffer(bytes: message.encoded()))
            #expect(try json(complete) == [:])
            #expect(try await store.artifactBytes("models/big.bin", of: run.id) == Array("first second".utf8))
            let again = try await client.execute(
                uri: "/api/2.0/mlflow-artifacts/mpu/abort/\(target)", method: .post, headers: headers,
                body: ByteBuffer(bytes: message.encoded()))
            #expect(again.status == .badRequest)
        }
    }
}
