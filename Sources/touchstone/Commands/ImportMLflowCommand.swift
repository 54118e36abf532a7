import ArgumentParser
import TouchstoneJSON
import Tracking

/// `touchstone db import-mlflow`.
struct ImportMLflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-mlflow",
        abstract: "Takes over what MLflow kept: experiments, runs, metrics, registry, prompts, artifacts.",
        discussion: """
            The source is MLflow's SQLite database or an mlruns folder, and stays as it is. What is in the store already is left alone,
            so the same import may run again after an interruption. Experiments of one name become one.
            """)

    @Argument(help: "The database file, its sqlite:/// URL, or the mlruns folder.")
    var source: String

    @Option(help: "The folder behind mlflow-artifacts:/; mlartifacts beside the source by default.")
    var artifacts: String?

    @Flag(help: "Writes JSON.")
    var json = false

    @OptionGroup var store: StoreOption

    func run() async throws {
        let tracking = try await TrackingStore.open(at: StoreLocation(parsing: store.text))
        let summary: MLflowImportSummary
        do {
            summary = try await tracking.importMLflow(from: source, artifacts: artifacts) { StandardError.write("touchstone: \($0)\n") }
        } catch let error as MLflowImportError {
            throw CommandFailure(.badData, error.description)
        }
        try StandardOutput.write(json ? JSONValue.object(summary.json).text(.init(indentation: 2)) + "\n" : summary.text)
    }
}
