import HTTPTypes

/// One operation of the server: where it is, who may call it, and what it does.
struct Endpoint: Sendable {
    /// Where an operation's path begins.
    enum Prefix: String, Sendable, Hashable, CaseIterable {
        /// `/api/2.0/mlflow/` and, for web pages, `/ajax-api/2.0/mlflow/`.
        case version2 = "2.0/mlflow/"
        /// `/api/3.0/mlflow/` and `/ajax-api/3.0/mlflow/`.
        case version3 = "3.0/mlflow/"
        /// `/api/2.0/mlflow-artifacts/` and `/ajax-api/2.0/mlflow-artifacts/`.
        case artifacts = "2.0/mlflow-artifacts/"
        /// `/`.
        case root = ""
    }

    /// How the body of a request is read.
    enum Body: Sendable, Hashable {
        /// The fields of a message: JSON for requests that change something, the query otherwise.
        case message
        /// The query alone holds the fields; the endpoint reads the body itself.
        case stream
    }

    /// The name of the operation in MLflow's interface, such as `createRun`; unique with the method.
    let name: String
    let method: HTTPRequest.Method
    let prefixes: [Prefix]
    /// The path after the prefix; a segment `:name` takes any text, a last segment `**` any rest.
    let path: String
    let access: AccessRule
    let body: Body
    let answer: @Sendable (Call) async throws -> Reply

    init(
        _ name: String, _ method: HTTPRequest.Method, _ path: String, in prefixes: Prefix..., access: AccessRule, body: Body = .message,
        _ answer: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.name = name
        self.method = method
        self.prefixes = prefixes.isEmpty ? [.version2] : prefixes
        self.path = path
        self.access = access
        self.body = body
        self.answer = answer
    }

    /// The whole paths under which the operation is found.
    var paths: [String] {
        prefixes.flatMap { prefix in
            prefix == .root ? ["/\(path)"] : ["/api/\(prefix.rawValue)\(path)", "/ajax-api/\(prefix.rawValue)\(path)"]
        }
    }
}
