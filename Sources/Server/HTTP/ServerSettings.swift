package import Tracking

/// How a server is run.
package struct ServerSettings: Sendable, Hashable {
    /// The address to listen on.
    package var host: String
    /// The port to listen on; 0 for any free one.
    package var port: Int
    /// Where clients keep new artifacts: a `file://` URI or path that they write to themselves, or nil for artifacts that go through
    /// the server as `mlflow-artifacts:/`.
    package var artifactRoot: String?
    /// Most bytes of a JSON message.
    package var maximumMessageBytes: Int
    /// The version of MLflow that the server stands in for; clients decide by it what they send.
    package var emulatedVersion: String
    /// Which places versions of models may come from beyond the ordinary.
    package var modelSources: ModelSourceRules
    /// Which webhooks may be told.
    package var webhooks: WebhookRules
    /// What stands before every path, such as `/mlflow`, when a proxy passes it on; paths without it are served too.
    package var staticPrefix: String
    /// Hosts that the server answers to beside this machine and private networks; `*` for any.
    package var allowedHosts: [String]
    /// Origins whose pages may call the server beside those of this machine; `*` for any.
    package var allowedOrigins: [String]
    /// Whether everybody must say who they are, and may do what they were given the right to.
    package var requiresSignIn: Bool
    /// What somebody who has signed in may do with an experiment or model about which nothing was said to them; nil for nothing.
    package var defaultPermission: Permission?
    /// What a guess of a new password is made to cost.
    var passwordCost: PasswordHash.Cost
    /// The value of `X-Frame-Options`, which says whose pages may show ours in a frame; nil to send none.
    package var frameOptions: String?
    /// Most connections at once; more wait until one ends.
    package var maximumConnections: Int
    /// Whether a line is logged about every request.
    package var logsRequests: Bool

    package init(host: String = "127.0.0.1", port: Int = 5000, artifactRoot: String? = nil) {
        self.host = host
        self.port = port
        self.artifactRoot = artifactRoot
        maximumMessageBytes = 32 << 20
        emulatedVersion = "3.17.2"
        modelSources = ModelSourceRules(ownHosts: Set([artifactRoot.flatMap(ModelSourceText.authority)].compactMap { $0 }))
        webhooks = WebhookRules()
        staticPrefix = ""
        allowedHosts = []
        allowedOrigins = []
        requiresSignIn = false
        defaultPermission = nil
        passwordCost = .standard
        frameOptions = "SAMEORIGIN"
        maximumConnections = 4096
        logsRequests = true
    }

    /// Whether only this machine can reach the server.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// The prefix as it stands in paths: empty, or with a slash in front and none behind.
    var pathPrefix: String {
        let names = staticPrefix.split(separator: "/")
        return names.isEmpty ? "" : "/" + names.joined(separator: "/")
    }
}
