import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import Tracking

@testable import Server

/// Requests that follow one another on a connection without waiting for answers, small ones and streamed ones.
@Suite struct DirectAnswerTests {
    private static let small = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n"
    private static let chunked = """
        POST /api/2.0/mlflow/experiments/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
        Transfer-Encoding: chunked\r\n\r\n11\r\n{"max_results":1}\r\n0\r\n\r\n
        """
    private static func search(_ body: String, length: Int? = nil, close: Bool = false) -> String {
        """
        POST /api/2.0/mlflow/experiments/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
        \(close ? "Connection: close\r\n" : "")Content-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)
        """
    }

    /// Everything that the server answers until it has said something so often, or has closed the connection.
    private func answers(
        to pieces: [String], of server: AccessFixture, until word: String = "HTTP/1.1 ", times: Int = .max, halfCloses: Bool = false
    ) async throws -> String {
        let port = try #require(server.client.port)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
            if halfCloses { outbound.finish() }
            var text = ""
            for try await more in inbound {
                text += String(buffer: more)
                if text.occurrences(of: word) >= times { break }
            }
            return text
        }
    }

    @Test func `small and streamed requests sent ahead are answered in their order`() async throws {
        try await AccessFixture.run(live: true) { server in
            let large = Self.search("{\"max_results\":1}" + String(repeating: " ", count: DirectAnswers.maximumBody))
            let requests = [Self.small, Self.chunked, Self.small, large, Self.chunked, Self.chunked, Self.small, Self.small]
            let text = try await answers(to: [requests.joined()], of: server, until: "X-Request-Id", times: 8)
            let sizes = text.split(separator: "\r\n").filter { $0.hasPrefix("Content-Length") }.map(String.init)
            #expect(sizes.count == 8)
            let (version, experiments) = (sizes[0], sizes[1])
            #expect(version != experiments)
            #expect(sizes == [version, experiments, version, experiments, experiments, experiments, version, version])
        }
    }

    @Test func `a request that comes byte by byte is answered as one that comes whole`() async throws {
        try await AccessFixture.run(live: true) { server in
            let request = Self.search("{\"max_results\":1}", close: true)
            let whole = try await answers(to: [request], of: server)
            let pieces = try await answers(to: request.map(String.init), of: server)
            #expect(whole.hasSuffix("}"))
            #expect(pieces.split(separator: "\r\n\r\n").last == whole.split(separator: "\r\n\r\n").last)
        }
    }

    @Test func `a client that has said all it will say still gets its answers`() async throws {
        try await AccessFixture.run(live: true) { server in
            let text = try await answers(to: [Self.small + Self.search("{\"max_results\":1}")], of: server, halfCloses: true)
            #expect(text.occurrences(of: "200 OK") == 2)
        }
    }

    @Test(arguments: [false, true]) func `what follows an answered request and is no HTTP is refused after it`(streamed: Bool) async throws
    {
        try await AccessFixture.run(live: true) { server in
            let first = streamed ? Self.chunked : Self.small
            let text = try await answers(to: [first, "no HTTP at all\r\n\r\n"], of: server, until: "HTTP/1.1 400", times: 1)
            let (good, bad) = (text.range(of: "200 OK"), text.range(of: "400 Bad Request"))
            #expect(try #require(good).lowerBound < #require(bad).lowerBound)
            #expect(server.failures.all.isEmpty)
        }
    }

    @Test func `a connection ends when its client asked for that`() async throws {
        try await AccessFixture.run(live: true) { server in
            let text = try await answers(to: [Self.search("{}", close: true)], of: server)
            #expect(text.hasPrefix("HTTP/1.1 "))
            let old = try await answers(to: ["GET /version HTTP/1.0\r\nHost: localhost\r\n\r\n"], of: server)
            #expect(old.occurrences(of: "200 OK") == 1)
        }
    }

    @Test func `answers carry the date and the server's name`() async throws {
        try await AccessFixture.run(live: true) { server in
            for request in [Self.small, Self.chunked] {
                let text = try await answers(to: [request], of: server, until: "X-Request-Id", times: 1).lowercased()
                #expect(text.contains("\r\nserver: touchstone\r\n"))
                #expect(text.contains(" gmt\r\n"))
            }
        }
    }

    @Test func `a date is said as HTTP asks`() {
        var date = HTTPDate()
        date.advance(to: Timestamp(rawValue: 784_111_777_000))
        #expect(date.text == "Sun, 06 Nov 1994 08:49:37 GMT")
        date.advance(to: Timestamp(rawValue: 784_111_777_999))
        #expect(date.text == "Sun, 06 Nov 1994 08:49:37 GMT")
        date.advance(to: Timestamp(rawValue: 951_782_400_000))
        #expect(date.text == "Tue, 29 Feb 2000 00:00:00 GMT")
    }
}

extension String {
    /// How often a text occurs in this one.
    fileprivate func occurrences(of word: String) -> Int { ranges(of: word).count }
}
