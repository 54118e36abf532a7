package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle
package import Tracking

/// The tracking server: MLflow's interface, OpenTelemetry's trace intake and pages for people, over one store.
package struct TouchstoneServer: Sendable {
    private let resources: ServerResources

    /// A server over a store that stays open for as long as the server runs.
    package init(store: TrackingStore, settings: ServerSettings, reports: ReportSource = .none, logger: Logger) {
        resources = ServerResources(store: store, settings: settings, reports: reports, logger: logger)
    }

    /// The service, which stops gracefully when its task's group does; `onReady` learns the port that is listened on.
    package func application(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
        Application(
            responder: ServerResponder(table: .all, resources: resources),
            configuration: ApplicationConfiguration(
                address: .hostname(resources.settings.host, port: resources.settings.port), serverName: "touchstone"),
            services: [WebhookDeliveryService(store: resources.store, rules: resources.settings.webhooks, logger: resources.logger)],
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? resources.settings.port) },
            logger: resources.logger)
    }

    /// Serves until the process is asked to stop with SIGTERM or SIGINT; requests under way are answered first.
    package func run(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        try await application(onReady: onReady).runService()
    }
}
