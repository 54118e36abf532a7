/// Traces, their spans, tags and assessments, and the intake of OpenTelemetry's protocol.
enum TraceEndpoints {
    static let all: [Endpoint] = []
}
