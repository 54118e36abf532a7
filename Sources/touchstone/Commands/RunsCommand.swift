import ArgumentParser
import Foundation
import Scoring
import TouchstoneJSON
import Tracking

/// `touchstone runs`: what the store holds.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runs", abstract: "Lists runs, the newest first.")

    @Option(help: "Only runs of this experiment.")
    var experiment: String?

    @Option(help: "At most so many.")
    var limit = 20

    @Flag(help: "Writes JSON.")
    var json = false

    @OptionGroup var store: StoreOption

    func run() async throws {
        guard limit > 0 else { throw CommandFailure(.usage, "--limit should be a whole number from 1 up") }
        let tracking = try await store.openExisting()
        var id: ExperimentID?
        if let experiment {
            guard let found = try await tracking.experiment(named: experiment) else {
                throw CommandFailure(.usage, "there is no experiment \"\(experiment)\"")
            }
            id = found.id
        }
        let names = Dictionary(try await tracking.experiments().map { ($0.id, $0.name) }) { first, _ in first }
        var rows: [JSONObject] = []
        for run in try await tracking.runs(in: id, limit: limit) {
            let counts = try await tracking.sampleCounts(of: run.id)
            rows.append([
                "id": .string(run.id.rawValue), "name": .string(run.name), "experiment": JSONValue(names[run.experiment]),
                "status": .string(run.status.rawValue), "samples": JSONValue(counts.recorded), "errors": JSONValue(counts.failed),
                "started": .string(Self.date(run.startTime)), "ended": JSONValue(run.endTime.map(Self.date)),
            ])
        }
        try StandardOutput.write(json ? JSONValue.array(rows.map(JSONValue.object)).text(.init(indentation: 2)) + "\n" : Self.table(rows))
    }

    private static func date(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(time.rawValue) / 1000).formatted(.iso8601)
    }

    private static func table(_ rows: [JSONObject]) -> String {
        guard !rows.isEmpty else { return "no runs yet\n" }
        let header = ["RUN", "STARTED", "STATUS", "SAMPLES", "ERRORS", "EXPERIMENT", "NAME"]
        let cells = rows.map { row in
            let texts = ["id", "started", "status", "samples", "errors", "experiment", "name"].map { row[$0]?.asText ?? "" }
            return [String(texts[0].prefix(12))] + texts.dropFirst()
        }
        let widths = header.indices.map { column in ([header] + cells).map { $0[column].count }.max() ?? 0 }
        return ([header] + cells).map { row in
            zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ").trimmedEnd + "\n"
        }.joined()
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
