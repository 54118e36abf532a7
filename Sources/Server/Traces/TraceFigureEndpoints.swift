import HTTPTypes
import TouchstoneJSON
import Tracking

/// Figures of many traces: how often two things are true of them together, how many there are, how long they take, what they cost.
enum TraceFigureEndpoints {
    private static let access = AccessRule.on(.experiment(field: "experiment_ids"), .read)

    static let all = [
        Endpoint(
            "calculateTraceFilterCorrelation", .post, "traces/calculate-filter-correlation", in: .version3, access: access
        ) { call in
            let experiments = try experiments(call.fields)
            let first = try call.fields.requiredText("filter_string1")
            let second = try call.fields.requiredText("filter_string2")
            let base = try call.fields.text("base_filter") ?? ""
            let overlap = try await call.store.overlap(of: first, second, within: base, experiments: experiments)
            var reply: JSONObject = [:]
            reply["npmi"] = overlap.association.map(JSONValue.number)
            reply["npmi_smoothed"] = overlap.cautiousAssociation.map(JSONValue.number)
            reply["filter1_count"] = .integer(Int64(overlap.first))
            reply["filter2_count"] = .integer(Int64(overlap.second))
            reply["joint_count"] = .integer(Int64(overlap.both))
            reply["total_count"] = .integer(Int64(overlap.total))
            return .json(reply)
        },
        Endpoint("queryTraceMetrics", .post, "traces/metrics", in: .version3, access: access) { call in
            let experiments = try experiments(call.fields)
            let question = try question(call.fields)
            let points = try await call.store.answer(question, experiments: experiments)
            return points.isEmpty ? .empty : .json(["data_points": .array(points.map { json($0, question.metric) })])
        },
    ]

    private static func experiments(_ fields: Fields) throws(MLflowError) -> [ExperimentID] {
        guard try fields.value("experiment_ids") != nil else { throw fields.missing("experiment_ids") }
        return try fields.experimentIDs()
    }
}

extension TraceFigureEndpoints {
    private static let views: [Int64: TraceMetricView] = [1: .traces, 2: .spans, 3: .assessments]
    private static let kinds: [Int64: TraceAggregate.Kind] = [
        1: .count, 2: .sum, 3: .average, 4: .percentile, 5: .least, 6: .greatest,
    ]
    private static let mostResults: Int64 = 100_000

    private static func question(_ fields: Fields) throws -> TraceMetricQuestion {
        guard let view = try fields.choice("view_type", numbered: views) else { throw fields.missing("view_type") }
        let metric = try fields.requiredText("metric_name")
        let aggregates = try fields.messages("aggregations").map(aggregate)
        guard !aggregates.isEmpty else { throw fields.missing("aggregations") }
        var question = TraceMetricQuestion(view, metric, aggregates)
        question.dimensions = try fields.texts("dimensions")
        question.filters = try fields.texts("filters")
        question.interval = try fields.integer("time_interval_seconds")
        question.start = try fields.integer("start_time_ms")
        question.end = try fields.integer("end_time_ms")
        let most = try fields.integer("max_results") ?? 1000
        guard (1...mostResults).contains(most) else {
            throw fields.wrong("max_results", .integer(most), "It must be from 1 to \(mostResults).")
        }
        question.maxResults = Int(most)
        return question
    }

    private static func aggregate(_ fields: Fields) throws -> TraceAggregate {
        guard let kind = try fields.choice("aggregation_type", numbered: kinds) else { throw fields.missing("aggregation_type") }
        return try TraceAggregate(kind, percentile: try fields.number("percentile_value"))
    }

    private static func json(_ point: TraceMetricPoint, _ metric: String) -> JSONValue {
        var dimensions: JSONObject = [:]
        dimensions["time_bucket"] = point.time.map { .string(Moment.text($0).dropLast() + "+00:00") }
        for dimension in point.dimensions { dimensions[dimension.name] = .string(dimension.value) }
        var object: JSONObject = ["metric_name": .string(metric)]
        if !dimensions.isEmpty { object["dimensions"] = .object(dimensions) }
        object["values"] = .object(JSONObject(point.values.map { ($0.label, .number($0.value)) }))
        return .object(object)
    }
}
