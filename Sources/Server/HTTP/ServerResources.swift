import Logging
import Tracking

/// What every endpoint works with.
struct ServerResources: Sendable {
    let store: TrackingStore
    let settings: ServerSettings
    /// What evaluations know about their runs.
    let reports: ReportSource
    let logger: Logger

    init(store: TrackingStore, settings: ServerSettings, reports: ReportSource = .none, logger: Logger) {
        self.store = store
        self.settings = settings
        self.reports = reports
        self.logger = logger
    }
}
