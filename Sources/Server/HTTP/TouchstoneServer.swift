package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
package import Tracking
import UnixSignals

/// The tracking server: MLflow's interface, OpenTelemetry's trace intake and pages for people, over one store.
package struct TouchstoneServer: Sendable {
    /// What the server calls itself in its answers.
    static let name = "touchstone"

    private let resources: ServerResources

    /// A server over a store that stays open for as long as the server runs. Lines about requests go to the access log.
    package init(
        store: TrackingStore, settings: ServerSettings, reports: ReportSource = .none, logger: Logger, accessLog: LogOutput = .none,
        metrics: MetricsRegistry = MetricsRegistry()
    ) {
        resources = ServerResources(
            store: store, settings: settings, reports: reports, logger: logger, accessLog: accessLog, metrics: metrics)
    }

    /// The service, which stops gracefully when its task's group does; `onReady` learns the port that is listened on.
    package func application(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
        let settings = resources.settings
        let responder = ServerResponder(table: .all, resources: resources)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { streamed in ConnectionChannel(direct: responder.response, streamed: streamed) },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: Self.name, backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.maximumConnections)),
            services: backgroundServices,
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? settings.port) },
            logger: resources.logger)
    }

    /// What runs beside the answering of requests.
    private var backgroundServices: [any Service] {
        let rules = resources.settings.webhooks
        guard rules.sendsDeliveries else { return [] }
        return [WebhookDeliveryService(store: resources.store, rules: rules, logger: resources.logger)]
    }

    /// Serves until the process is asked to stop with SIGTERM or SIGINT; requests under way have half a minute to be answered.
    package func run(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        OpenFileLimit.raise()
        if let root = resources.settings.artifactRoot {
            try await resources.store.placeDefaultExperiment(below: ArtifactLocationCheck.absolute(root))
        }
        await removeOldUploads()
        var configuration = ServiceGroupConfiguration(
            services: [application(onReady: onReady)], gracefulShutdownSignals: [.sigterm, .sigint], logger: resources.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Removes what uploads have left that were interrupted a day ago or earlier.
    private func removeOldUploads() async {
        let yesterday = Timestamp(rawValue: Timestamp.now.rawValue - 86_400_000)
        do {
            let folder = try resources.store.artifactFolder()
            try await NIOThreadPool.singleton.runIfActive { try folder.removeUploads(before: yesterday) }
        } catch {
            resources.logger.warning("what old uploads have left could not be removed", metadata: ["reason": "\(error)"])
        }
    }
}
