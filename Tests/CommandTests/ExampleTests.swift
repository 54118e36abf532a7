import Foundation
import Testing
import TouchstoneJSON

/// The examples, run as a reader would run them.
@Suite struct ExampleTests {
    private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let solutions = project.deletingLastPathComponent().appending(path: "shared/data/gsm8k/example_model_solutions.jsonl")
        .path
    private let command: Command

    init() throws { command = try Command() }

    private func example(_ path: String) -> String { Self.project.appending(path: "Examples/" + path).path }

    @Test func `the demonstration passes its gates and writes its reports`() async throws {
        let outcome = try await command.run("eval", example("demo/support.yaml"), "--out", "out", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONValue(parsing: outcome.output)
        #expect(report["outcome"] == "passed")
        #expect(try command.files(in: "out") == ["junit.xml", "report.html", "report.json", "samples.csv"])
    }

    @Test func `words and vectors together find more than words alone`() async throws {
        let outcome = try await command.run("eval", example("retrieval/retrieval.yaml"), "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONValue(parsing: outcome.output)
        let runs = try #require(report["runs"]?.arrayValue)
        let recalls = runs.compactMap { run in
            run["metrics"]?.arrayValue?.first { $0["name"] == "recall_at_3" }?["verdict"]?["estimate"]?.doubleValue
        }
        #expect(recalls.count == 2 && recalls[0] < recalls[1])
        #expect(runs.allSatisfy { $0["sample_counts"]?["errored"] == 0 })
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: solutions), "the solutions of GSM8K are not on this machine"))
    func `the accuracies of GSM8K agree with the data's own labels`() async throws {
        let outcome = try await command.run("eval", example("gsm8k/gsm8k.yaml"), "--data", Self.solutions, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONValue(parsing: outcome.output)
        let labelled = try Self.labelledAccuracies()
        let runs = try #require(report["runs"]?.arrayValue)
        #expect(runs.count == 4)
        for (run, label) in zip(runs, labelled) {
            let estimate = try #require(run["metrics"]?[0]?["verdict"]?["estimate"]?.doubleValue)
            #expect(abs(estimate - label) < 1e-12)
        }
        #expect(report["comparisons"]?.text().contains("mcnemar") == true)
    }

    /// The shares of solutions that the data call correct, in the order of the specification.
    private static func labelledAccuracies() throws -> [Double] {
        let rows = try String(contentsOfFile: solutions, encoding: .utf8).split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        return ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"].map { model in
            Double(rows.count { $0[model]?["is_correct"] == true }) / Double(rows.count)
        }
    }
}
