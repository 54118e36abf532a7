import CoreMetrics
import HTTPTypes
import Synchronization

/// Counts requests and their durations by operation and status.
struct RequestMetrics: Sendable {
    private struct Key: Sendable, Hashable {
        let endpoint: String
        let status: Int
    }

    /// Instruments that have been used, so that a request does not make labels anew.
    private final class Known: Sendable {
        let timers = Mutex<[Key: CoreMetrics.Timer]>([:])
    }

    private let registry: MetricsRegistry
    private let known = Known()

    init(_ registry: MetricsRegistry) { self.registry = registry }

    /// Notes an answered request; a nil endpoint is a path at which there is nothing.
    func record(endpoint: String?, _ status: HTTPResponse.Status, _ duration: Duration) {
        let key = Key(endpoint: endpoint ?? "none", status: status.code)
        let timer = known.timers.withLock { timers in
            if let timer = timers[key] { return timer }
            let timer = CoreMetrics.Timer(
                label: "touchstone_http_request_duration_seconds", dimensions: [("endpoint", key.endpoint), ("status", "\(key.status)")],
                factory: registry)
            timers[key] = timer
            return timer
        }
        let (seconds, attoseconds) = duration.components
        timer.recordNanoseconds(seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ attoseconds / 1_000_000_000)
    }
}
