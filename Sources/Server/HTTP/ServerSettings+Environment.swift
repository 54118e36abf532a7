import Tracking

extension ServerSettings {
    /// Takes over what MLflow's own server reads from its environment, so that a deployment keeps its settings:
    /// `MLFLOW_ALLOWED_HOST_ADDRESSED_ARTIFACT_SCHEMES`, `MLFLOW_WEBHOOK_ALLOWED_SCHEMES`, `MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS`,
    /// `MLFLOW_WEBHOOK_REQUEST_TIMEOUT` in seconds, `MLFLOW_SERVER_ALLOWED_HOSTS`, `MLFLOW_SERVER_CORS_ALLOWED_ORIGINS` and
    /// `MLFLOW_SERVER_X_FRAME_OPTIONS`.
    package mutating func apply(environment: [String: String]) {
        if let schemes = environment["MLFLOW_ALLOWED_HOST_ADDRESSED_ARTIFACT_SCHEMES"] {
            modelSources.allowedHostSchemes = Set(Self.names(schemes))
        }
        if let schemes = environment["MLFLOW_WEBHOOK_ALLOWED_SCHEMES"] {
            webhooks.schemes = Self.names(schemes).filter { $0 == "http" || $0 == "https" }
        }
        if let isAllowed = environment["MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS"] {
            webhooks.allowsPrivateAddresses = ["true", "1"].contains(isAllowed.lowercased())
        }
        if let seconds = environment["MLFLOW_WEBHOOK_REQUEST_TIMEOUT"].flatMap({ Int64($0) }), (1...600).contains(seconds) {
            webhooks.timeout = seconds * 1000
        }
        if let hosts = environment["MLFLOW_SERVER_ALLOWED_HOSTS"] { allowedHosts = Self.names(hosts) }
        if let origins = environment["MLFLOW_SERVER_CORS_ALLOWED_ORIGINS"] { allowedOrigins = Self.names(origins) }
        if let options = environment["MLFLOW_SERVER_X_FRAME_OPTIONS"]?.uppercased() {
            if options == "NONE" { frameOptions = nil } else if ["DENY", "SAMEORIGIN"].contains(options) { frameOptions = options }
        }
    }

    private static func names(_ list: String) -> [String] {
        list.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
    }
}
