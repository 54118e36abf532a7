import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Names that Swift takes for the same and MLflow does not, as requests send them.
@Suite struct ExactNameTests {
    private static let names = ["\u{E9}", "e\u{301}"]

    private static func pairs(_ names: [String]) -> JSONValue {
        .array(names.enumerated().map { ["key": .string($0.element), "value": .string(String($0.offset))] })
    }

    /// The names of a list of pairs, as bytes.
    private static func keys(_ list: JSONValue?) -> Set<[UInt8]> {
        Set((list?.arrayValue ?? []).compactMap { $0["key"]?.stringValue.map { Array($0.utf8) } })
    }

    @Test func `what a batch notes under two spellings is read back under both`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            // A combining accent is no letter, so that keys in two spellings are of letters that have two.
            let names = ["m\u{1112}\u{1161}\u{11AB}", "m\u{D55C}", "\u{212B}", "\u{C5}"]
            let metrics = JSONValue.array(names.map { ["key": .string($0), "value": 1, "timestamp": 2] })
            let batch: JSONValue = [
                "run_id": .string(run), "metrics": metrics, "params": Self.pairs(names), "tags": Self.pairs(names),
            ]
            #expect(try await trial.post("runs/log-batch", batch).status == 200)
            let data = try #require(try await trial.data(of: run))
            let expected = Set(names.map { Array($0.utf8) })
            let (metricKeys, paramKeys, tagKeys) = (Self.keys(data["metrics"]), Self.keys(data["params"]), Self.keys(data["tags"]))
            #expect(metricKeys == expected)
            #expect(paramKeys == expected)
            #expect(tagKeys.isSuperset(of: expected))
        }
    }

    @Test func `new runs and experiments keep tags of both spellings`() async throws {
        try await TrackingTrial.run { trial in
            let expected = Set(Self.names.map { Array($0.utf8) })
            let made = try await trial.post("runs/create", ["experiment_id": "0", "tags": Self.pairs(Self.names)])
            let answered = Self.keys(made["run"]?["data"]?["tags"])
            #expect(answered.isSuperset(of: expected))
            let id = made["run"]?["info"]?["run_id"]?.stringValue ?? ""
            let data = try await trial.data(of: id)
            let kept = Self.keys(data?["tags"])
            #expect(kept.isSuperset(of: expected))
            let named: JSONValue = ["key": "mlflow.runName", "value": .string(Self.names[0])]
            let clash: JSONValue = ["experiment_id": "0", "run_name": .string(Self.names[1]), "tags": [named]]
            #expect(try await trial.post("runs/create", clash).status == 400)
            let letters = ["\u{212B}", "\u{C5}"]
            let experiment = try await trial.post("experiments/create", ["name": "e", "tags": Self.pairs(letters)])["experiment_id"]
            let read = try await trial.get("experiments/get?experiment_id=\(experiment?.stringValue ?? "")")
            let found = Self.keys(read["experiment"]?["tags"])
            #expect(found == Set(letters.map { Array($0.utf8) }))
        }
    }

    @Test func `a param is not changed into another spelling`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            func log(_ value: String) async throws -> TrackingTrial.Answer {
                try await trial.post("runs/log-parameter", ["run_id": run, "key": "k", "value": .string(value)])
            }
            #expect(try await log(Self.names[0]).status == 200)
            let answer = try await log(Self.names[1])
            #expect(answer.status == 400)
            #expect(answer.message.contains("Changing param values is not allowed"))
            #expect(try await log(Self.names[0]).status == 200)
        }
    }

    @Test(arguments: ["..a", "...", "..a/b", "a//\u{FF9E}"]) func `keys that could be other files are refused`(key: String) async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let experiment = JSONValue.string(try await trial.experiment("e"))
            let key = JSONValue.string(key)
            for answer in [
                try await trial.post("runs/set-tag", ["run_id": run, "key": key, "value": "1"]),
                try await trial.post("runs/log-parameter", ["run_id": run, "key": key, "value": "1"]),
                try await trial.post("runs/log-metric", ["run_id": run, "key": key, "value": 1, "timestamp": 1]),
                try await trial.post("experiments/set-experiment-tag", ["experiment_id": experiment, "key": key, "value": "1"]),
            ] {
                #expect(answer.status == 400)
                #expect(answer.message.contains("must not resolve to other names"))
            }
        }
    }
}
