import Foundation
import GoldenSupport
import Scoring
import Statistics
import Testing
import TouchstoneJSON

@testable import Evaluation
@testable import Tracking

/// Whole cases of `mlflow.evaluate`: the same metric names, values and results table from a run of ours.
@Suite struct GoldenMLflowEvaluateTests {
    static let cases: [String] = {
        let folder = GoldenFolder.root.appending(path: "metrics/mlflow_e2e").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    /// Whether the scorers find dictionaries. They look once in the life of the process, so a test that ran before may have seen to it
    /// that they do not find those to which they are pointed here.
    @Sendable static func hasDictionaries() async throws -> Bool {
        guard isPointed else { return false }
        let sample = Sample(["outputs": "A word."])
        let probes: [(String, JSONObject)] = [("flesch_kincaid_grade_level", ["syllables": "dictionary"]), ("token_count", [:])]
        for (name, arguments) in probes {
            let scores = try? await ScorerCatalogue.standard.scorer(name, arguments).score(sample)
            guard scores?.first?.value != nil else { return false }
        }
        return true
    }

    /// Points the scorers at the dictionaries that lie beside the project, unless the user's own folder has them.
    private static let isPointed: Bool = {
        var folders = [DictionaryFolder.standard.path]
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<7 {
            folder = folder.deletingLastPathComponent()
            folders.append(folder.appending(path: "shared/data").path)
        }
        let complete = folders.first { path in
            [.pronunciations, .hyphenation, .cl100kBase].allSatisfy { DictionaryFolder(path: path).bytes(of: $0) != nil }
        }
        if let complete, complete != folders.first { setenv("TOUCHSTONE_DATA", complete, 1) }
        return complete != nil
    }()

    @Test(.enabled("pronunciations, hyphenation patterns or cl100k_base are not on this machine", hasDictionaries), arguments: cases)
    func `golden metrics and tables agree`(file: String) async throws {
        let path = GoldenFolder.root.appending(path: "metrics/mlflow_e2e").appending(path: file).path
        let golden = try JSONValue(parsing: Array(try #require(FileManager.default.contents(atPath: path))))
        let folder = try TemporaryFolder()
        let specification = try Self.specification(golden, file: file, folder)
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/store.db"))
        defer { try? store.close() }
        let result = try await Evaluation(specification).run(in: store, control: EvaluationControl()) { _ in }
        let run = RunID(rawValue: try #require(result.runs.first).id)
        guard golden["error"] == nil else { return try await Self.checkMissingRow(golden, run, store) }
        try await Self.checkMetrics(golden, run, store)
        try await Self.checkTable(golden, run, specification.metricPrefix, store)
    }

    /// MLflow stops at a missing answer; we score the others and say which one is not scored.
    private static func checkMissingRow(_ golden: JSONValue, _ run: RunID, _ store: TrackingStore) async throws {
        let missing = golden["data"]?["predictions"]?.arrayValue?.count { $0.isNull } ?? 0
        let summary = try await RunSummary(of: run, in: store)
        for metric in summary.metrics { #expect(metric.column?.unscored == missing, "\(metric.definition.name)") }
        #expect(summary.metrics.allSatisfy { $0.verdict.estimate != nil })
    }

    private static func checkMetrics(_ golden: JSONValue, _ run: RunID, _ store: TrackingStore) async throws {
        let expected = try #require(golden["metrics"]?.objectValue)
        let metrics = try await store.details(of: run).metrics
        #expect(Set(metrics.keys) == Set(expected.keys))
        for member in expected {
            let value = try #require(goldenNumber(member.value))
            let actual = metrics[member.key]?.value ?? .nan
            #expect(abs(actual - value) <= 1e-12 + 1e-9 * abs(value), "\(member.key): \(actual) instead of \(value)")
        }
    }

    private static func checkTable(_ golden: JSONValue, _ run: RunID, _ prefix: String, _ store: TrackingStore) async throws {
        guard let expected = golden[prefix + ResultsTable.artifactName] ?? golden[ResultsTable.artifactName] else { return }
        let table = try JSONValue(parsing: try await store.artifactBytes(prefix + ResultsTable.artifactName, of: run))
        #expect(table["columns"] == expected["columns"])
        let rows = try #require(table["data"]?.arrayValue)
        let expectedRows = try #require(expected["data"]?.arrayValue)
        #expect(rows.count == expectedRows.count)
        for (row, other) in zip(rows, expectedRows) {
            for (cell, wanted) in zip(row.arrayValue ?? [], other.arrayValue ?? []) {
                #expect(agrees(cell, wanted), "\(cell.text()) instead of \(wanted.text())")
            }
        }
    }

    /// The table is rounded to ten decimals.
    private static func agrees(_ cell: JSONValue, _ wanted: JSONValue) -> Bool {
        guard let number = wanted.doubleValue, let actual = cell.doubleValue else { return cell == wanted }
        return abs(number - actual) <= 2e-10
    }
}

extension GoldenMLflowEvaluateTests {
    /// The specification that asks for what the case asked MLflow for, over its data as JSONL.
    fileprivate static func specification(
        _ golden: JSONValue, file: String, _ folder: TemporaryFolder
    ) throws -> EvaluationSpecification {
        let data = try #require(golden["data"]?.objectValue)
        let arguments = golden["args"] ?? inferredArguments(file)
        let predictions = try #require(arguments["predictions"]?.stringValue)
        let targets = arguments["targets"]?.stringValue
        let preset = try EvaluationPreset(named: try #require(arguments["model_type"]?.stringValue))
        let path = try folder.write("rows.jsonl", rows(data))
        var columns = ColumnMapping()
        let isRetrieval = preset == .retriever
        if let inputs = data.keys.first(where: { $0 != predictions && $0 != targets }) {
            columns.map(.inputs, to: .path(ColumnPath(inputs)))
        }
        columns.map(isRetrieval ? .retrieved : .outputs, to: .path(ColumnPath(predictions)))
        if let targets { columns.map(isRetrieval ? .relevant : .expected, to: .path(ColumnPath(targets))) }
        var specification = EvaluationSpecification(
            name: file, data: DataSpecification(files: [path], columns: columns), scorers: scorers(preset, golden, file))
        specification.metricPrefix = arguments["evaluator_config"]?["metric_prefix"]?.stringValue ?? ""
        return specification
    }

    /// The preset's scorers, with the extra metrics of the cases that ask for some.
    private static func scorers(_ preset: EvaluationPreset, _ golden: JSONValue, _ file: String) -> [ScorerChoice] {
        let base = preset.scorers.map { ScorerChoice.named($0) }
        let keys = golden["metrics"]?.objectValue?.keys ?? []
        if keys.contains("precision_at_5/mean") { return base + preset.scorers.map { .named($0, ["k": 5]) } }
        if keys.contains("precision_at_1/mean"), !keys.contains("precision_at_3/mean") {
            return preset.scorers.map { .named($0, ["k": 1]) }
        }
        guard keys.contains("bleu/v1/mean") else { return base }
        return [.named("latency")] + base + [.named("mlflow_bleu"), .named("rouge1")]
    }

    private static func inferredArguments(_ file: String) -> JSONValue {
        let type = file.hasPrefix("text_summarization") ? "text-summarization" : "question-answering"
        return ["predictions": "predictions", "targets": "targets", "model_type": .string(type)]
    }

    /// The columns as rows; MLflow gives answers in the data a latency of zero.
    private static func rows(_ data: JSONObject) -> String {
        let count = data.first?.value.arrayValue?.count ?? 0
        return (0..<count).map { place in
            var row = JSONObject(data.map { ($0.key, $0.value[place] ?? .null) })
            row["latency"] = 0
            return JSONValue.object(row).text() + "\n"
        }.joined()
    }
}
