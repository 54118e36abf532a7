import HTTPTypes
import Hummingbird
import Tracking

/// What the server measures of itself, for Prometheus.
enum MetricsEndpoint {
    static let all = [
        Endpoint("metrics", .get, "metrics", in: .root, access: .signedIn) { call in
            let waiting = call.store.waitingWrites
            let queue = "# TYPE touchstone_store_waiting_writes gauge\ntouchstone_store_waiting_writes \(waiting)\n"
            var response = Reply.text(call.resources.metrics.exposition() + queue + ProcessFigures.exposition())
            response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
            return .response(response)
        }
    ]
}
