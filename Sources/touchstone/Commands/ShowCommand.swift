import ArgumentParser
import Evaluation
import Foundation
import Reporting
import Scoring
import TouchstoneJSON
import Tracking

/// `touchstone show`: one run, one sample, or where a run came from.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a run, one of its samples, its failures, or its lineage.")

    @Argument(help: "The run: an id, the beginning of one, a name, or latest.")
    var run: String

    @Argument(help: "A sample: the row's id, or its place counted from 1.")
    var sample: String?

    @Flag(help: "Shows dataset, prompt and model of the run.")
    var lineage = false

    @Option(help: "Shows the samples that fare worst under this metric.")
    var failures: String?

    @Option(help: "At most so many failures.")
    var limit = 20

    @Flag(help: "Writes JSON.")
    var json = false

    @OptionGroup var store: StoreOption

    func run() async throws {
        let tracking = try await store.openExisting()
        let found = try await tracking.findRun(run)
        if lineage { return try await showLineage(of: found, tracking) }
        if let failures { return try await showFailures(of: found, failures, tracking) }
        guard let sample else {
            return try await ReportOutput(store: tracking).write(found.id, json ? .json : .table, withSamples: false)
        }
        let samples = try await SampleReports(of: found.id, in: tracking).samples(named: sample)
        guard !samples.isEmpty else { throw CommandFailure(.usage, "the run \(found.name) has no sample \"\(sample)\"") }
        try write(samples)
    }

    private func write(_ samples: [SampleReport]) throws {
        if json {
            try StandardOutput.write(JSONValue.array(samples.map { .object($0.json) }).text(.init(indentation: 2)) + "\n")
        } else {
            try StandardOutput.write(samples.map(SampleText.text).joined(separator: "\n"))
        }
    }

    private func showFailures(of run: Run, _ metric: String, _ tracking: TrackingStore) async throws {
        let samples = try await SampleReports(of: run.id, in: tracking).failing(metric, limit: max(1, limit))
        guard !samples.isEmpty else { return try StandardOutput.write(json ? "[]\n" : "no sample fails \(metric)\n") }
        try write(samples)
    }

    private func showLineage(of run: Run, _ tracking: TrackingStore) async throws {
        let lineage = try await tracking.lineage(of: run.id)
        let object: JSONObject = [
            "run": .string(run.id.rawValue), "name": .string(run.name),
            "datasets": .array(
                lineage.datasets.map {
                    [
                        "name": .string($0.dataset.name), "digest": .string($0.dataset.digest), "source": .string($0.dataset.source),
                        "profile": $0.dataset.profile ?? .null,
                    ]
                }),
            "prompts": .array(
                lineage.prompts.map {
                    [
                        "name": .string($0.prompt.name), "version": JSONValue($0.prompt.version), "digest": .string($0.prompt.digest),
                        "template": .string($0.prompt.template),
                    ]
                }),
            "models": .array(
                lineage.models.map {
                    [
                        "provider": .string($0.model.provider), "name": .string($0.model.name), "digest": .string($0.model.digest),
                        "settings": .object($0.model.settings),
                    ]
                }),
            "artifacts": .array(
                lineage.artifacts.map { ["path": .string($0.path), "digest": .string($0.digest), "bytes": .integer($0.byteCount)] }),
        ]
        try StandardOutput.write(json ? JSONValue.object(object).text(.init(indentation: 2)) + "\n" : LineageText.text(object))
    }
}
