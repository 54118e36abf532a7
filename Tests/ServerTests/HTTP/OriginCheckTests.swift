import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import TouchstoneJSON

@testable import Server

@Suite struct OriginCheckTests {
    @Test(arguments: [
        "localhost", "localhost:5000", "LOCALHOST", "127.0.0.1", "127.0.0.1:80", "127.9.9.9", "[::1]", "[::1]:5000", "0.0.0.0:5000",
        "10.1.2.3",
        "192.168.0.7:5000", "172.16.0.1", "172.31.255.255:1", "[fd00::1]:5000", "[fe80::1]",
    ])
    func `this machine and private networks`(_ host: String) { #expect(OriginCheck().allows(host: host)) }

    @Test(arguments: [
        "evil.com", "evil.com:5000", "10.evil.com", "192.168.1.evil.com", "172.32.0.1", "172.15.0.1", "8.8.8.8", "localhost.evil.com",
        "127.0.0.1.evil.com",
        "", "[2001:db8::1]", "10.1.2", "10.1.2.3.4", "010.1.2.3x",
    ])
    func `strangers`(_ host: String) { #expect(!OriginCheck().allows(host: host)) }

    @Test func `more hosts and origins by setting`() {
        let check = OriginCheck(hosts: ["track.example.com", "other:8080"], origins: ["https://ui.example.com"])
        #expect(check.allows(host: "Track.Example.com:443"))
        #expect(check.allows(host: "other:8080"))
        #expect(!check.allows(host: "other:8081"))
        #expect(check.allows(origin: "https://ui.example.com", host: nil))
        #expect(!check.allows(origin: "https://ui.example.com.evil.org", host: nil))
        #expect(OriginCheck(hosts: ["*"]).allows(host: "anything"))
        #expect(OriginCheck(origins: ["*"]).allows(origin: "https://anything", host: nil))
    }

    @Test func `patterns stand for many hosts and origins`() {
        let check = OriginCheck(hosts: ["*.example.com", "a*b*c.org"], origins: ["http://*.example.com"])
        for host in ["app.example.com", "sub.app.example.com:5000", "abc.org", "axxbyyc.org"] {
            #expect(check.allows(host: host), "\(host)")
        }
        for host in ["example.com", "app.example.com.evil.org", "evil.com", "ac.org", "bca.org"] {
            #expect(!check.allows(host: host), "\(host)")
        }
        #expect(check.allows(origin: "http://sub.app.example.com", host: nil))
        for origin in ["https://app.example.com", "http://evil.com", "http://app.example.com.evil.org"] {
            #expect(!check.allows(origin: origin, host: nil), "\(origin)")
        }
    }

    @Test func `what MLflow's server reads from its environment counts here too`() {
        var settings = ServerSettings()
        settings.apply(environment: [
            "MLFLOW_SERVER_ALLOWED_HOSTS": "a.org, B.org", "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS": "https://ui.org",
            "MLFLOW_SERVER_X_FRAME_OPTIONS": "deny",
        ])
        #expect(settings.allowedHosts == ["a.org", "b.org"])
        #expect(settings.allowedOrigins == ["https://ui.org"])
        #expect(settings.frameOptions == "DENY")
        settings.apply(environment: ["MLFLOW_SERVER_X_FRAME_OPTIONS": "NONE"])
        #expect(settings.frameOptions == nil)
    }

    @Test func `pages of this machine and of the server itself may change things, others not`() {
        let check = OriginCheck()
        for origin in ["http://localhost:3000", "http://127.0.0.1", "https://[::1]:8080"] {
            #expect(check.allows(origin: origin, host: "x"))
        }
        #expect(check.allows(origin: "http://10.0.0.5:5000", host: "10.0.0.5:5000"))
        for origin in [
            "null", "", "https://evil.com", "http://localhost.evil.com", "http://127.evil.com", "file://", "http://10.0.0.5:5001",
        ] {
            #expect(!check.allows(origin: origin, host: "10.0.0.5:5000"), "\(origin)")
        }
    }

    @Test func `strangers are refused in plain text before anything is read`() async throws {
        try await AccessFixture.run(live: false) { server in
            let origin = try await server.send(.post, "/api/2.0/mlflow/experiments/create", ["name": "x"], [.origin: "https://evil.com"])
            #expect(origin.status == .forbidden)
            #expect(String(buffer: origin.body) == "Cross-origin request blocked")
            let ajax = try await server.send(.post, "/ajax-api/2.0/mlflow/experiments/create", ["name": "x"], [.origin: "null"])
            #expect(ajax.status == .forbidden)
            let local = try await server.send(
                .post, "/api/2.0/mlflow/experiments/create", ["name": "x"], [.origin: "http://localhost:3000"])
            #expect(local.status == .ok)
            #expect(local.headers[.accessControlAllowOrigin] == "http://localhost:3000")
            let preflight = try await server.send(
                .options, "/api/2.0/mlflow/experiments/create", nil, [.origin: "https://evil.com", .accessControlRequestMethod: "POST"])
            #expect(preflight.status == .badRequest)
            #expect(preflight.headers[.accessControlAllowOrigin] == nil)
            let welcome = try await server.send(
                .options, "/api/2.0/mlflow/experiments/create", nil,
                [.origin: "http://localhost:3000", .accessControlRequestMethod: "POST"])
            #expect(welcome.status == .ok)
            #expect(welcome.headers[.accessControlAllowMethods] == "POST")
        }
    }
}

extension AccessFixture {
    fileprivate func send(
        _ method: HTTPRequest.Method, _ uri: String, _ message: JSONValue?, _ headers: HTTPFields
    ) async throws -> TestResponse { try await send(method, uri, message, as: nil, headers) }
}
