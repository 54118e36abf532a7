import HTTPTypes
import Testing

@testable import Server

@Suite struct EndpointTableTests {
    private let table = EndpointTable([
        Endpoint("one", .get, "traces/:trace_id", access: .open) { _ in .empty },
        Endpoint("fixed", .get, "traces/get", access: .open) { _ in .empty },
        Endpoint("rest", .put, "artifacts/**", in: .artifacts, access: .open) { _ in .empty },
    ])

    private func name(_ method: HTTPRequest.Method, _ path: String) -> String? {
        guard case .found(let endpoint, let parameters) = table.match(method, path) else { return nil }
        return ([endpoint.name] + parameters.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }

    @Test func `fixed paths win over parameters, several slashes count as one, segments are decoded once`() {
        #expect(name(.get, "/api/2.0/mlflow/traces/get") == "fixed")
        #expect(name(.get, "//ajax-api/2.0/mlflow//traces/tr%252F1") == "one trace_id=tr%2F1")
        #expect(name(.put, "/api/2.0/mlflow-artifacts/artifacts/1/a%20b/c") == "rest path=1/a b/c")
        #expect(name(.get, "/api/2.0/mlflow/traces/\u{301}x") == "one trace_id=\u{301}x")
    }

    @Test func `a known path with another method says which are offered`() {
        guard case .wrongMethod(let allowed) = table.match(.delete, "/api/2.0/mlflow/traces/get") else {
            Issue.record("no wrong method")
            return
        }
        #expect(allowed == [.get])
        guard case .unknown = table.match(.get, "/api/2.0/mlflow/nothing") else {
            Issue.record("found something")
            return
        }
    }
}
