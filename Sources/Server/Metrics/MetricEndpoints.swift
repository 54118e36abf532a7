/// Histories of metrics.
enum MetricEndpoints {
    static let all: [Endpoint] = []
}
