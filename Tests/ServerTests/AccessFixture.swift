import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// A server over a store of its own in a folder that goes away.
struct AccessFixture: Sendable {
    let client: any TestClientProtocol
    let store: TrackingStore
    let folder: URL
    let log: LogLines
    /// What the server has logged beside requests, as errors.
    let failures: LogLines

    /// Lines that the server has logged about requests.
    final class LogLines: Sendable {
        private let lines = Mutex<[JSONValue]>([])
        func add(_ bytes: [UInt8]) { lines.withLock { $0.append((try? JSONParser().parse(bytes)) ?? .null) } }
        var all: [JSONValue] { lines.withLock { $0 } }
    }

    static func run(
        _ settings: ServerSettings = ServerSettings(), live: Bool = false, _ body: @escaping @Sendable (AccessFixture) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/store.db"))
        let (log, failures) = (LogLines(), LogLines())
        var logger = Logger(label: "test") { JSONLogHandler(label: $0, output: LogOutput { failures.add($0) }) }
        logger.logLevel = .error
        let server = TouchstoneServer(
            store: store, settings: settings, logger: logger,
            accessLog: LogOutput { log.add($0) })
        try await server.application().test(live ? .live : .router) { client in
            try await body(AccessFixture(client: client, store: store, folder: folder, log: log, failures: failures))
        }
        try store.close()
    }

    /// Settings of a server where everybody must sign in. Hashes cost next to nothing: on a busy machine real ones take seconds each.
    static var withSignIn: ServerSettings {
        var settings = ServerSettings()
        settings.requiresSignIn = true
        settings.passwordCost = PasswordHash.Cost(rounds: 2, blockSize: 1, parallelism: 1)
        return settings
    }

    /// Sends a JSON message, or a request without one.
    func send(
        _ method: HTTPRequest.Method, _ uri: String, _ message: JSONValue? = nil, as authorization: String? = nil,
        _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if message != nil { headers[.contentType] = "application/json" }
        headers[.authorization] = authorization
        return try await client.execute(uri: uri, method: method, headers: headers, body: message.map { ByteBuffer(bytes: $0.encoded()) })
    }

    /// Makes a user with a token, and returns what the user sends to sign in.
    func user(_ name: String, isAdministrator: Bool = false) async throws -> String {
        try await store.createAccount(named: name, passwordHash: nil, isAdministrator: isAdministrator, by: "test")
        let token = AccessToken.random()
        try await store.addToken(digest: AccessToken.digest(token), label: "test", expiry: nil, toAccount: name, by: "test")
        return "Bearer \(token)"
    }
}

extension TestResponse {
    var json: JSONValue { get throws { try JSONParser().parse(Array(body.readableBytesView)) } }
    var errorCode: String? { get throws { try json["error_code"]?.stringValue } }
}

extension String {
    /// The header value of a name and password.
    static func basic(_ name: String, _ password: String) -> String { "Basic " + Data("\(name):\(password)".utf8).base64EncodedString() }
}
