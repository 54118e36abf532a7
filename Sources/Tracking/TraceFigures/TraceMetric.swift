/// What figures of traces are about.
package enum TraceMetricView: String, Sendable, Hashable {
    case traces = "TRACES"
    case spans = "SPANS"
    case assessments = "ASSESSMENTS"
}

/// One figure of traces, spans or assessments, by the name that MLflow gives it.
struct TraceMetric: Sendable {
    let name: String
    /// The value of one row, a number or for counts anything; null where the row has none.
    let value: @Sendable (SQLDialect) -> String
    let aggregates: [TraceAggregate.Kind]
    let dimensions: [TraceDimension]
    /// Whether equal values count once.
    var isDistinct = false
    /// The time of a row, and how many of its units are a millisecond.
    var time = (column: "trace.request_time", perMillisecond: Int64(1))

    private static let spread: [TraceAggregate.Kind] = [.average, .least, .greatest, .percentile]

    private static func count(_ name: String, by dimensions: [TraceDimension]) -> TraceMetric {
        TraceMetric(name: name, value: { _ in "1" }, aggregates: [.count], dimensions: dimensions)
    }

    private static let traces =
        [
            count("trace_count", by: [.traceName, .traceStatus]),
            TraceMetric(
                name: "session_count",
                value: { _ in TraceDimension.text(in: "trace_metadata", TraceKey.session) }, aggregates: [.count], dimensions: [],
                isDistinct: true),
            TraceMetric(
                name: "latency", value: { _ in "CAST(trace.duration AS DOUBLE PRECISION)" }, aggregates: spread,
                dimensions: [.traceName]),
        ] + TokenUsage.keys.map(tokens)

    private static func tokens(_ key: String) -> TraceMetric {
        let usage = "FROM trace_metadata AS part WHERE part.trace_key = trace.key AND part.name = '\(TraceKey.usage)'"
        return TraceMetric(
            name: key, value: { "(SELECT \($0.jsonNumber("part.value", key)) \(usage))" }, aggregates: [.sum] + spread,
            dimensions: [.traceName])
    }

    private static let spans =
        [
            count("span_count", by: [.spanName, .spanType, .spanStatus, .modelName, .modelProvider]),
            TraceMetric(
                name: "latency", value: { _ in "CAST((span.end_time - span.start_time) / 1000000 AS DOUBLE PRECISION)" },
                aggregates: spread, dimensions: [.spanName, .spanStatus]),
        ] + SpanCost.keys.map(cost)

    private static func cost(_ key: String) -> TraceMetric {
        TraceMetric(
            name: key, value: { $0.jsonNumber("span.cost", key) }, aggregates: [.sum] + spread,
            dimensions: [.modelName, .modelProvider], time: ("span.start_time", 1_000_000))
    }

    private static let assessments = [
        count("assessment_count", by: [.assessmentName, .assessmentValue]),
        TraceMetric(name: "assessment_value", value: { _ in judged }, aggregates: spread, dimensions: [.assessmentName]),
    ]

    /// What an assessment is worth: a number itself, true and `yes` 1, false and `no` 0, anything else nothing.
    private static let judged = """
        CASE WHEN assessment.kind IN (\(AssessmentKind.number.rawValue), \(AssessmentKind.bool.rawValue)) THEN assessment.number \
        WHEN assessment.kind = \(AssessmentKind.text.rawValue) THEN \
        CASE lower(trim(assessment.content)) WHEN 'yes' THEN 1.0 WHEN 'no' THEN 0.0 END END
        """
}

extension TraceMetric {
    /// The figures of a view, in the order in which messages list them.
    static func all(_ view: TraceMetricView) -> [TraceMetric] {
        switch view {
        case .traces: traces
        case .spans: spans
        case .assessments: assessments
        }
    }

    /// The figure of that name.
    static func named(_ name: String, _ view: TraceMetricView) throws(SearchError) -> TraceMetric {
        let known = all(view)
        if let metric = known.first(where: { $0.name == name }) { return metric }
        throw SearchError("metric_name must be one of \(quoted(known.map(\.name))), got '\(SearchError.shown(name))'")
    }

    /// Throws unless the figure can be made of such aggregates.
    func check(_ wanted: [TraceAggregate]) throws(SearchError) {
        let wrong = Set(wanted.map(\.kind)).subtracting(aggregates).map(\.rawValue).sorted()
        guard !wrong.isEmpty else { return }
        throw SearchError(
            """
            Found invalid aggregation_type(s): \(Self.quoted(wrong)). \
            Supported aggregation types: \(Self.quoted(aggregates.map(\.rawValue).sorted()))
            """)
    }

    /// The dimensions of those names.
    func dimensions(named names: [String]) throws(SearchError) -> [TraceDimension] {
        let wrong = Set(names).subtracting(dimensions.map(\.rawValue)).sorted().prefix(20).map(SearchError.shown)
        guard wrong.isEmpty else {
            throw SearchError(
                """
                Found invalid dimension(s): \(Self.quoted(wrong)). \
                Supported dimensions: \(Self.quoted(dimensions.map(\.rawValue).sorted()))
                """)
        }
        return names.compactMap(TraceDimension.init(rawValue:))
    }

    private static func quoted(_ names: [String]) -> String { "[" + names.map { "'\($0)'" }.joined(separator: ", ") + "]" }
}
