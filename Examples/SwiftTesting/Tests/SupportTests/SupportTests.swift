import Evaluation
import Foundation
import Scoring
import Testing

@Suite struct SupportTests {
    /// The rows of the demonstration.
    private static let rows = URL(filePath: #filePath).appending(path: "../../../../demo/support.jsonl").standardizedFileURL.path

    /// A scorer of our own: pass or fail.
    private static let brevity = FunctionScorer(
        ScorerDefinition(
            name: "few_words", topic: "style", summary: "Whether the answer has at most 25 words.", range: .binary, requires: [.outputs],
            source: "our style guide", blindTo: "whether the answer is right")
    ) { sample in
        Score(try sample.answer().split(separator: " ").count <= 25)
    }

    @Test func `answers hold what the help pages say, in few words`() async throws {
        var data = DataSpecification(files: [Self.rows])
        data.columns.map(.inputs, to: .path(ColumnPath("question")))
        data.columns.map(.expected, to: .path(ColumnPath("answer")))
        var specification = EvaluationSpecification(
            name: "support", data: data, scorers: [.named("icontains"), ScorerChoice(.custom(Self.brevity))],
            models: [ModelChoice(text: "extractive")])
        specification.gates = ["icontains.mean >= 0.6", "error_rate <= 0.15"].compactMap(Gate.Threshold.init).map(Gate.threshold)

        let store = FileManager.default.temporaryDirectory.appending(path: "support-\(UUID().uuidString).db").path
        let result = try await Evaluation(specification, options: EvaluationOptions(store: store)).run()

        #expect(result.outcome == .passed)
        let run = try #require(result.runs.first)
        #expect(run.samples == 32)
        #expect(run.errors == 0)
        let brief = try #require(run["few_words"])
        #expect(try #require(brief.interval).lower > 0.8, "\(brief.estimate ?? .nan) of the answers are brief")
    }
}
