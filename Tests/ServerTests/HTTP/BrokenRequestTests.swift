import Foundation
import HTTPTypes
import HummingbirdCore
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Requests whose clients go away, or that are no HTTP.
@Suite struct BrokenRequestTests {
    /// Sends bytes over a connection and closes it at once, unless the server was faster.
    private func send(_ text: String, to server: AccessFixture) async throws {
        let port = try #require(server.client.port)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "localhost", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        do { try await channel.close() } catch ChannelError.alreadyClosed {}
    }

    /// The line about the first request to a path, once there is one.
    private func line(about path: String, in log: AccessFixture.LogLines) async throws -> JSONValue {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            if let line = log.all.first(where: { $0["path"]?.stringValue == path }) { return line }
            try #require(ContinuousClock.now < deadline, "nothing was logged about \(path)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test(arguments: [
        ("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/cut.bin", "Content-Length: 100\r\n\r\n0123456789"),
        ("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/chunked.bin", "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n"),
        ("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/garbage.bin", "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\nzz\r\n"),
        ("POST", "/api/2.0/mlflow/runs/create", "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"experiment_id\":"),
    ])
    func `a request that its client broke off is the client's fault, and keeps nothing`(
        method: String, path: String, rest: String
    ) async throws {
        try await AccessFixture.run(live: true) { server in
            try await send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(rest)", to: server)
            let line = try await line(about: path, in: server.log)
            #expect(line["status"] == 400)
            #expect(server.failures.all.isEmpty, "\(server.failures.all)")
            #expect(try await server.send(.get, "/health").status == .ok)
            if method == "PUT" { #expect(try await server.send(.get, path).status == .notFound) }
            #expect(try await server.store.runs().isEmpty)
        }
    }

    @Test func `what interrupts a request is told apart from what fails`() {
        #expect(MLflowError(HTTPParserError.invalidEOFState).code == .badRequest)
        #expect(MLflowError(IOError(errnoCode: ECONNRESET, reason: "read")).code == .badRequest)
        #expect(MLflowError(ChannelError.eof).code == .badRequest)
        #expect(MLflowError(CancellationError()).code == .temporarilyUnavailable)
        #expect(MLflowError(TrackingError.failed(reason: "x")).code == .internalError)
    }

    @Test func `whoever is told to try again is told when`() {
        let busy = Reply.refusal(MLflowError(TrackingError.unavailable(store: "s", reason: "restarting")))
        #expect(busy.status == .serviceUnavailable)
        #expect(busy.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
        #expect(Reply.refusal(MLflowError(TrackingError.invalid(reason: "x"))).headers[.retryAfter] == nil)
    }
}
