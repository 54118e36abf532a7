import ArgumentParser
import Foundation
import Logging
import Server
import Tracking

/// `touchstone serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves MLflow's tracking interface, and pages for people, over a store.",
        discussion: """
            Each setting may also stand in the environment (TOUCHSTONE_PORT) or in a file (port: 5000); a flag wins over the environment,
            and that over the file. Where others than this machine can reach the server, everybody must sign in, unless --no-auth is given:
            make the first user with `touchstone users add NAME --admin`.
            """)

    @Option(help: "The store: a path, sqlite:///PATH or postgresql://USER@HOST/DATABASE; touchstone.db by default.")
    var store: String?

    @Option(help: "The address to listen on; 127.0.0.1 by default.")
    var host: String?

    @Option(help: "The port to listen on, 0 for any free one; 5000 by default.")
    var port: Int?

    @Option(help: "Where clients keep artifacts: a file:// URI or a path; without it they go through this server.")
    var artifactRoot: String?

    @Option(help: "What a proxy puts before every path, such as /mlflow.")
    var staticPrefix: String?

    @Option(help: "Host names that the server answers to beside this machine and private networks, separated by commas; * for any.")
    var allowedHosts: [String] = []

    @Option(help: "Origins whose pages may call the server, separated by commas; * for any.")
    var allowedOrigins: [String] = []

    @Flag(inversion: .prefixedNo, help: "Whether everybody must sign in; yes unless only this machine can reach the server.")
    var auth: Bool?

    @Option(help: "What everybody may do where nothing was said to them: READ, EDIT, MANAGE, or NO_PERMISSIONS, which is usual.")
    var defaultPermission: String?

    @Option(help: "Most connections at once; 4096 by default.")
    var maxConnections: Int?

    @Flag(inversion: .prefixedNo, help: "Whether each request is logged; yes by default.")
    var logRequests: Bool?

    @Option(help: "A file with settings, YAML or JSON.")
    var config: String?

    func run() async throws {
        let configuration = try ServeConfiguration(file: config)
        let settings = try settings(configuration)
        let location = try StoreLocation(parsing: configuration.text("store", flag: store) ?? "touchstone.db")
            .keepingArtifacts(in: artifactFolder(below: settings.artifactRoot))
        let logger = Logger(label: "touchstone") { label in JSONLogHandler(label: label) }
        let opened = try await TrackingStore.open(at: location)
        if settings.requiresSignIn, try await !opened.hasAccounts() {
            logger.warning("nobody can sign in yet; make a user with `touchstone users add NAME --admin`")
        }
        let server = TouchstoneServer(
            store: opened, settings: settings, reports: .evaluations(in: opened), logger: logger, accessLog: .standardError)
        try await server.run { port in
            let artifacts = (try? location.artifactFolder) ?? ""
            logger.info(
                "serving", metadata: ["address": "http://\(settings.host):\(port)", "store": "\(location)", "artifacts": "\(artifacts)"])
        }
        try opened.close()
    }

    /// Where the server itself keeps artifacts for a database that has no place for them: the folder that clients write to, if they do.
    private func artifactFolder(below root: String?) -> String {
        if let root, case .folder(let path) = ArtifactLocation(root) { path } else { "touchstone.artifacts" }
    }

    private func settings(_ configuration: ServeConfiguration) throws -> ServerSettings {
        var settings = ServerSettings(
            host: configuration.text("host", flag: host) ?? "127.0.0.1",
            port: try configuration.number("port", flag: port, in: 0...65_535, otherwise: 5000),
            artifactRoot: configuration.text("artifact-root", flag: artifactRoot))
        settings.apply(environment: ProcessInfo.processInfo.environment)
        settings.staticPrefix = configuration.text("static-prefix", flag: staticPrefix) ?? ""
        settings.allowedHosts = configuration.list("allowed-hosts", flag: allowedHosts) ?? settings.allowedHosts
        settings.allowedOrigins = configuration.list("allowed-origins", flag: allowedOrigins) ?? settings.allowedOrigins
        settings.requiresSignIn = try configuration.truth("auth", flag: auth) ?? !settings.isLoopback
        settings.defaultPermission = try defaultPermission(configuration)
        settings.maximumConnections = try configuration.number(
            "max-connections", flag: maxConnections, in: 1...1_000_000, otherwise: settings.maximumConnections)
        settings.logsRequests = try configuration.truth("log-requests", flag: logRequests) ?? true
        return settings
    }

    private func defaultPermission(_ configuration: ServeConfiguration) throws -> Permission? {
        guard let text = configuration.text("default-permission", flag: defaultPermission)?.uppercased(), text != Grant.none else {
            return nil
        }
        guard let permission = Permission(rawValue: text) else {
            throw CommandFailure(.usage, "default-permission is READ, EDIT, MANAGE or \(Grant.none), not \(text)")
        }
        return permission
    }
}
