import Foundation

/// A Python environment that `Scripts/clients` made.
struct ClientEnvironment {
    private let name: String

    /// MLflow's client as it is now.
    static let mlflow = ClientEnvironment(name: "mlflow")
    /// An older client of MLflow.
    static let olderMLflow = ClientEnvironment(name: "mlflow-3.7")

    private static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    /// Its interpreter.
    var python: URL { Self.package.appending(path: ".build/clients/\(name)/bin/python") }

    /// Whether it is there and complete.
    var isInstalled: Bool {
        FileManager.default.fileExists(atPath: Self.package.appending(path: ".build/clients/\(name)/pins.txt").path)
    }

    /// Runs a scenario against a server, to its end.
    func run(_ scenario: String, against address: String, in command: Command, _ more: [String: String] = [:]) async throws
        -> CommandOutcome
    {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios/\(scenario).py")
        let environment = [
            "MLFLOW_TRACKING_URI": address, "HOME": command.folder.path, "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true",
            "GIT_PYTHON_REFRESH": "quiet", "MLFLOW_ENABLE_ASYNC_LOGGING": "false", "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2",
        ].merging(more) { $1 }
        return try await RunningCommand(python, [file.path], in: command.folder, Data(), environment).end()
    }
}
