import ArgumentParser
import Foundation
import Logging
import Server
import Tracking

/// `touchstone serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve MLflow's tracking interface, and pages for people, over a store.")

    @OptionGroup var store: StoreOption

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for any free one.")
    var port = 5000

    @Option(help: "Where clients keep artifacts: a file:// URI or a path; without it they go through this server.")
    var artifactRoot: String?

    func run() async throws {
        let opened = try await TrackingStore.open(at: StoreLocation(parsing: store.text))
        let logger = Logger(label: "touchstone") { StreamLogHandler.standardError(label: $0) }
        var settings = ServerSettings(host: host, port: port, artifactRoot: artifactRoot)
        settings.apply(environment: ProcessInfo.processInfo.environment)
        let server = TouchstoneServer(
            store: opened, settings: settings,
            reports: .evaluations(in: opened), logger: logger)
        try await server.run()
        try opened.close()
    }
}
