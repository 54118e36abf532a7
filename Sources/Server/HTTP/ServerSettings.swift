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

    package init(host: String = "127.0.0.1", port: Int = 5000, artifactRoot: String? = nil) {
        self.host = host
        self.port = port
        self.artifactRoot = artifactRoot
        maximumMessageBytes = 32 << 20
        emulatedVersion = "3.17.2"
        modelSources = ModelSourceRules()
        webhooks = WebhookRules()
    }
}
