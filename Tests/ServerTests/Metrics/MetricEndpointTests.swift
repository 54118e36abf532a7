import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct MetricEndpointTests {
    private let bulk = "metrics/get-history-bulk"
    private let interval = "metrics/get-history-bulk-interval"

    private func log(_ points: some Sequence<(Int64, Int64, Double)>, to run: String, _ trial: TrackingTrial) async throws {
        let metrics = points.map { Metric("m", $0.2, step: $0.0, time: Timestamp(rawValue: $0.1)) }
        try await trial.store.record(RunNotes(metrics: metrics), in: RunID(rawValue: run))
    }

    @Test func `a history is by time, step and value, in pages`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            try await log([(3, 2, 12), (2, 1, 10), (3, 1, 12), (3, 1, 11)], to: run, trial)
            let path = "metrics/get-history?run_id=\(run)&metric_key=m"
            let whole = try await trial.get(path)
            #expect(whole["metrics"]?.arrayValue?.map { $0["value"] } == [10.0, 11.0, 12.0, 12.0])
            #expect(whole["metrics"]?[0] == ["key": "m", "value": 10.0, "timestamp": 1, "step": 2])
            #expect(whole["next_page_token"] == nil)
            let first = try await trial.get(path + "&max_results=3")
            #expect(first["metrics"]?.arrayValue?.count == 3)
            let token = first["next_page_token"]?.stringValue ?? ""
            #expect(try await trial.get(path + "&max_results=3&page_token=\(token)")["metrics"]?.arrayValue?.count == 1)
            #expect(try await trial.get("metrics/get-history?run_id=\(run)&metric_key=none").body == [:])
            #expect(try await trial.get("metrics/get-history?run_id=none&metric_key=m").body == [:])
            #expect(try await trial.get("metrics/get-history?run_id=\(run)").message.contains("required parameter 'metric_key'"))
            #expect(try await trial.get(path + "&max_results=0").message.contains("It must be a positive integer"))
        }
    }

    @Test func `histories of several runs are by run`() async throws {
        try await TrackingTrial.run { trial in
            let runs = [try await trial.run(), try await trial.run()]
            for run in runs { try await log([(2, 1, 10), (3, 1, 11), (3, 2, 12)], to: run, trial) }
            let answer = try await trial.get("\(bulk)?run_id=\(runs[1])&run_id=\(runs[0])&metric_key=m")
            #expect(answer["metrics"]?.arrayValue?.map { $0["run_id"]?.stringValue } == (runs.sorted().flatMap { [$0, $0, $0] }))
            #expect(
                answer["metrics"]?[0] == ["key": "m", "value": 10.0, "timestamp": 1, "step": 2, "run_id": .string(runs.sorted()[0])])
            let limited = try await trial.get("\(bulk)?run_id=\(runs[0])&metric_key=m&max_results=2")
            #expect(limited["metrics"]?.arrayValue?.count == 2)
            #expect(try await trial.get("\(bulk)?run_id=none&metric_key=m").body == ["metrics": []])
            let many = (0..<101).map { "run_id=r\($0)" }.joined(separator: "&")
            let faults = [
                ("metric_key=m", "must specify at least one run_id"), ("run_id=1", "must specify a metric_key"),
                ("\(many)&metric_key=m", "cannot specify more than 100 run_ids. Received 101 run_ids."),
                ("run_id=1&metric_key=m&max_results=x", "Invalid value \"x\" for parameter 'max_results'"),
            ]
            for (query, message) in faults {
                let answer = try await trial.get("\(bulk)?\(query)")
                #expect(answer.code == "INVALID_PARAMETER_VALUE")
                #expect(answer.message.contains(message))
            }
        }
    }

    @Test(
        arguments: [(5, [0, 4, 8, 12, 19]), (7, [0, 3, 6, 9, 12, 15, 19]), (3, [0, 7, 19]), (2, [0, 19]), (1, [19])] as [(Int, [Int])])
    func `samples lie evenly, with the first and the last`(limit: Int, steps: [Int]) async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            try await log((0..<20).map { (Int64($0), 1000, Double($0)) }, to: run, trial)
            let answer = try await trial.get("\(interval)?run_ids=\(run)&metric_key=m&max_results=\(limit)")
            #expect(answer["metrics"]?.arrayValue?.compactMap { $0["step"]?.intValue } == steps)
        }
    }

    @Test func `samples keep to steps and say what is wrong`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            try await log((0..<20).map { (Int64($0), 1000, Double($0)) }, to: run, trial)
            let some = try await trial.get("\(interval)?run_ids=\(run)&metric_key=m&max_results=5&start_step=3&end_step=9")
            #expect(some["metrics"]?.arrayValue?.compactMap { $0["step"]?.intValue } == [3, 5, 7, 8, 9])
            #expect(try await trial.get("\(interval)?run_ids=\(run)&metric_key=m")["metrics"]?.arrayValue?.count == 20)
            #expect(try await trial.get("\(interval)?run_ids=none&metric_key=m").body == [:])
            let many = (0..<101).map { "run_ids=r\($0)" }.joined(separator: "&")
            let faults = [
                ("metric_key=m", "Missing value for required parameter 'run_ids'."),
                ("run_ids=1&metric_key=", "Missing value for required parameter 'metric_key'"),
                ("\(many)&metric_key=m", "GetMetricHistoryBulkInterval request must specify at most 100 run_ids."),
                ("run_ids=1&metric_key=m&max_results=0", "max_results must be between 1 and 2500"),
                ("run_ids=1&metric_key=m&max_results=2501", "max_results must be between 1 and 2500"),
                ("run_ids=1&metric_key=m&start_step=1&end_step=0", "end_step must be greater than start_step. "),
                ("run_ids=1&metric_key=m&start_step=1", "If either start step or end step are specified, both must be specified."),
            ]
            for (query, message) in faults {
                let answer = try await trial.get("\(interval)?\(query)")
                #expect(answer.status == 400)
                #expect(answer.message.contains(message), "\(answer.message)")
            }
        }
    }
}
