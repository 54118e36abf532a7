import HTTPTypes
import TouchstoneJSON
import Tracking

/// Histories of metrics.
enum MetricEndpoints {
    static let all = [
        Endpoint("getMetricHistory", .get, "metrics/get-history", access: .on(.run(field: "run_id"), .read)) { try await history($0) },
        Endpoint("getMetricHistoryBulk", .get, "metrics/get-history-bulk", access: .on(.run(field: "run_id"), .read)) {
            try await bulk($0)
        },
        Endpoint(
            "getMetricHistoryBulkInterval", .get, "metrics/get-history-bulk-interval", access: .on(.run(field: "run_ids"), .read)
        ) { try await bulkInterval($0) },
    ]

    private static let mostRuns = 100
    /// Most values of one answer, whatever is asked for.
    private static let mostPoints = 25_000
    /// Most values of the answer to a client that asks for no number, and so perhaps for no second page.
    private static let mostUnasked = 1_000_000
    private static let mostSamples = 2500

    private static func history(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let run = try fields.runID()
        let name = try fields.requiredText("metric_key")
        let asked = try fields.integer("max_results")
        if let asked, asked <= 0 {
            throw MLflowError.invalid("Invalid value \(asked) for parameter 'max_results' supplied. It must be a positive integer.")
        }
        let limit = asked.map { Int(min($0, Int64(mostUnasked))) } ?? mostUnasked
        let offset = try OffsetToken.offset(try fields.filledText("page_token"))
        let found = try await call.store.points(of: name, in: run, limit: limit + 1, offset: offset)
        let page = SearchPage(found, from: offset, limit: limit)
        return .jsonBytes(
            JSONStream.object { stream in
                stream.list("metrics", page.items) { $0.writePoint(key: name, $1.value, time: $1.time, step: $1.step) }
                stream.member("next_page_token", page.nextToken)
            })
    }

    private static func bulk(_ call: Call) async throws -> Reply {
        let runs = try call.fields.texts("run_id")
        guard !runs.isEmpty else { throw MLflowError.invalid("GetMetricHistoryBulk request must specify at least one run_id.") }
        guard runs.count <= mostRuns else {
            throw MLflowError.invalid(
                "GetMetricHistoryBulk request cannot specify more than \(mostRuns) run_ids. Received \(runs.count) run_ids.")
        }
        guard let name = try call.fields.text("metric_key") else {
            throw MLflowError.invalid("GetMetricHistoryBulk request must specify a metric_key.")
        }
        let asked = try call.fields.integer("max_results") ?? Int64(mostPoints)
        guard asked >= 0 else { throw call.fields.wrong("max_results", .integer(asked), "It must not be negative.") }
        let limit = Int(min(asked, Int64(mostPoints)))
        return answer(
            try await call.store.histories(of: name, in: runs.map(RunID.init(rawValue:)), limit: limit), name, keepsEmpty: true)
    }

    private static func bulkInterval(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let runs = try fields.texts("run_ids")
        guard !runs.isEmpty else { throw fields.missing("run_ids") }
        let name = try fields.requiredText("metric_key")
        let steps = try steps(from: try fields.integer("start_step"), to: try fields.integer("end_step"))
        let limit = try fields.integer("max_results") ?? Int64(mostSamples)
        guard runs.count <= mostRuns else {
            throw MLflowError.invalid(
                """
                GetMetricHistoryBulkInterval request must specify at most \(mostRuns) run_ids. \
                Received \(runs.count) run_ids.
                """)
        }
        guard limit > 0, limit <= Int64(mostSamples) else {
            throw MLflowError.invalid("max_results must be between 1 and \(mostSamples).")
        }
        return answer(
            try await call.store.samples(of: name, in: runs.map(RunID.init(rawValue:)), steps: steps, limit: Int(limit)), name)
    }

    private static func steps(from start: Int64?, to end: Int64?) throws(MLflowError) -> ClosedRange<Int64> {
        switch (start, end) {
        case (nil, nil): return .min ... .max
        case (let start?, let end?):
            guard start <= end else {
                throw .invalid("end_step must be greater than start_step. Found start_step=\(start) and end_step=\(end).")
            }
            return start...end
        default: throw .invalid("If either start step or end step are specified, both must be specified.")
        }
    }

    private static func answer(_ histories: [RunHistory], _ name: String, keepsEmpty: Bool = false) -> Reply {
        let points = histories.flatMap { history in history.points.map { (run: history.run.rawValue, point: $0) } }
        return .jsonBytes(
            JSONStream.object { stream in
                stream.list("metrics", points, keepsEmpty: keepsEmpty) { stream, found in
                    stream.writePoint(key: name, found.point.value, time: found.point.time, step: found.point.step)
                    stream.member("run_id", found.run)
                }
            })
    }
}
