import ArgumentParser
import Evaluation
import Foundation
import Scoring
import TouchstoneJSON

/// `touchstone score`: rows in, the same rows with scores out.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Adds scores to rows: a streaming filter from standard input to standard output.",
        discussion: """
            Reads JSONL (or CSV, JSON) and writes the same rows in the same order, each with "scores": {"NAME": {"value": …}}.
            A row that cannot be read or scored goes through with the reason; none is lost. Memory stays constant.

            touchstone score --scorer exact_match --scorer rougeL --map expected=answer < rows.jsonl > scored.jsonl
            """)

    @Option(help: "A scorer, with arguments: NAME[:key=value,...]. May be repeated; `touchstone scorers` lists them.")
    var scorer: [String] = []

    @Option(help: "A preset named after one of MLflow's model types, such as text-summarization.")
    var preset: String?

    @Option(name: .customLong("map"), help: "Reads a field from a column: field=column. May be repeated.")
    var maps: [String] = []

    @Option(help: "How the rows are written: jsonl, json or csv.")
    var format: String?

    @Option(help: "Batches scored at once; all cores by default.")
    var workers: Int?

    @Flag(help: "End with status 65 when a row could not be read or a scorer failed.")
    var strict = false

    @Argument(help: "The file to read; standard input by default.")
    var file = "-"

    func run() async throws {
        let stream = try ScoreStream(
            scorers: try scorers(), columns: try mapping(), workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let summary = try await stream.run(file, format: try dataFormat()) { try StandardOutput.write($0) }
        report(summary)
        if strict, summary.badRows + summary.errors > 0 { throw ExitCode(ExitStatus.badData.rawValue) }
    }

    private func scorers() throws -> [any Scorer] {
        let names = try preset.map { try EvaluationPreset(named: $0).scorers } ?? []
        guard !names.isEmpty || !scorer.isEmpty else {
            throw CommandFailure(.usage, "name at least one scorer (--scorer NAME) or a preset (--preset NAME)")
        }
        return try (names + scorer).map { try ScorerChoice(text: $0).pureScorer() }
    }

    private func mapping() throws -> ColumnMapping {
        var mapping = ColumnMapping()
        for text in maps {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw CommandFailure(.usage, "--map should be field=column, but is \"\(text)\"") }
            guard let field = SampleField(rawValue: parts[0]) else {
                let names = SampleField.allCases.map(\.rawValue)
                let hint = closestName(to: parts[0], among: names).map { "did you mean \"\($0)\"?" }
                throw CommandFailure(.usage, "\"\(parts[0])\" is no field; \(hint ?? "fields are " + names.joined(separator: ", "))")
            }
            mapping.map(field, to: .path(ColumnPath(parts[1])))
        }
        return mapping
    }

    private func dataFormat() throws -> DataFormat? {
        guard let format else { return nil }
        guard let known = DataFormat(rawValue: format) else {
            throw CommandFailure(.usage, "--format should be jsonl, json or csv, but is \"\(format)\"")
        }
        return known
    }

    private func report(_ summary: ScoreStream.Summary) {
        var notes: [String] = []
        if summary.badRows > 0 { notes.append(Self.counted(summary.badRows, "row", "could not be read")) }
        if summary.errors > 0 { notes.append(Self.counted(summary.errors, "score", "failed")) }
        if summary.unscored > 0 {
            notes.append(Self.counted(summary.unscored, "score", summary.unscored == 1 ? "has no value" : "have no value"))
        }
        guard !notes.isEmpty else { return }
        StandardError.write("touchstone: \(Self.counted(summary.rows, "row", "read")): \(notes.joined(separator: ", "))\n")
        for problem in [summary.firstProblem, summary.firstUnscored].compactMap(\.self) {
            StandardError.write("touchstone: first: \(problem)\n")
        }
    }

    private static func counted(_ count: Int, _ noun: String, _ fate: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s") \(fate)"
    }
}
