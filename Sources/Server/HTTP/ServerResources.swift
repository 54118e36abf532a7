import Logging
import Tracking

/// What every endpoint works with.
struct ServerResources: Sendable {
    let store: TrackingStore
    let settings: ServerSettings
    let logger: Logger

    init(store: TrackingStore, settings: ServerSettings, logger: Logger) {
        self.store = store
        self.settings = settings
        self.logger = logger
    }
}
