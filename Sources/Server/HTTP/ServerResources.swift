import Logging
import Tracking

/// What every endpoint works with.
struct ServerResources: Sendable {
    let store: TrackingStore
    let settings: ServerSettings
    /// What evaluations know about their runs.
    let reports: ReportSource
    let logger: Logger
    /// Where lines about requests go.
    let accessLog: LogOutput
    /// What has been measured.
    let metrics: MetricsRegistry
    /// Who may come in; nil where nobody is asked.
    let gate: Gate?

    init(
        store: TrackingStore, settings: ServerSettings, reports: ReportSource = .none, logger: Logger, accessLog: LogOutput = .none,
        metrics: MetricsRegistry = MetricsRegistry()
    ) {
        self.store = store
        self.settings = settings
        self.reports = reports
        self.logger = logger
        self.accessLog = settings.logsRequests ? accessLog : .none
        self.metrics = metrics
        gate = settings.requiresSignIn ? Gate(store: store, passwordCost: settings.passwordCost) : nil
    }
}
