import Foundation
import Models
import Reporting
import Scoring
import Statistics
import Synchronization
import Testing
import TouchstoneJSON

@testable import Evaluation
@testable import Tracking

/// A model that counts its calls and answers with the question in capitals.
private final class CountingModel: Model {
    let identity = ModelIdentity(provider: "test", name: "counting")
    private let calls = Mutex<[String: Int]>([:])
    private let onCall: @Sendable (Int) -> Void
    private let failing: Set<String>

    /// How many calls wait for each other.
    private let together: Int

    init(failing: Set<String> = [], together: Int = 0, onCall: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.failing = failing
        self.together = together
        self.onCall = onCall
    }

    var callsByQuestion: [String: Int] { calls.withLock { $0 } }

    func respond(to request: ModelRequest) async throws -> ModelResponse {
        let question = request.question
        let total = calls.withLock { calls in
            calls["\(question) \(request.epoch)", default: 0] += 1
            return calls.values.reduce(0, +)
        }
        onCall(total)
        while calls.withLock({ $0.values.reduce(0, +) }) < together { try await Task.sleep(for: .milliseconds(1)) }
        if failing.contains(question) { throw ModelError(.contentFilter, "refused") }
        return ModelResponse(question.uppercased())
    }
}

@Suite struct EvaluationRunTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Two hundred questions of which every fifth expects another answer than capitals.
    private func specification(_ model: any Model, rows: Int = 200, epochs: Int = 1) throws -> EvaluationSpecification {
        let lines = (0..<rows).map {
            "{\"id\":\"r\($0)\",\"inputs\":\"q\($0)\",\"expected\":\"\($0 % 5 == 0 ? "other" : "Q\($0)")\",\"part\":\($0 % 2)}\n"
        }
        let isRight = FunctionScorer(
            ScorerDefinition(
                name: "right", topic: "test", summary: "Whether the answer is the expected one.", range: .binary,
                requires: [.outputs, .expected], source: "this test", blindTo: "everything else")
        ) { sample in Score(try sample.answer() == sample.text(.expected)) }
        var specification = EvaluationSpecification(
            name: "runs", data: DataSpecification(files: [try folder.write("rows.jsonl", lines.joined())]),
            scorers: [ScorerChoice(.custom(isRight))], models: [ModelChoice(model)])
        specification.epochs = epochs
        specification.slices = [ColumnPath("part")]
        return specification
    }

    private func store(_ name: String = "store") async throws -> TrackingStore {
        try await TrackingStore.open(at: .sqlite(path: folder.path + "/\(name).db"))
    }

    private func run(
        _ specification: EvaluationSpecification, _ store: TrackingStore, control: EvaluationControl = EvaluationControl(),
        fresh: Bool = false
    ) async throws -> RunResult {
        let evaluation = Evaluation(specification, options: EvaluationOptions(isFresh: fresh))
        return try #require(try await evaluation.run(in: store, control: control) { _ in }.runs.first)
    }

    @Test func `an evaluation from code scores with a closure and decides its gates`() async throws {
        var specification = try specification(CountingModel())
        specification.gates = [
            .threshold(try #require(Gate.Threshold("right.mean >= 0.7"))), .threshold(try #require(Gate.Threshold("right >= 0.9"))),
            .threshold(try #require(Gate.Threshold("right[part=1] >= 0.8"))),
        ]
        let store = try await store()
        defer { try? store.close() }
        let result = try await run(specification, store)
        #expect(result["right"]?.estimate == 0.8)
        #expect(result.gates.map(\.outcome) == [.passed, .failed, .inconclusive])
        #expect(result.samples == 200)
    }

    @Test func `a run that was stopped goes on where it was, and no call is made twice`() async throws {
        let control = EvaluationControl()
        let first = CountingModel { if $0 == 60 { control.stop() } }
        let store = try await store()
        defer { try? store.close() }
        let stopped = try await run(try specification(first), store, control: control)
        #expect(stopped.wasStopped && stopped.samples < 200)
        let second = CountingModel()
        let finished = try await run(try specification(second), store)
        #expect(finished.id == stopped.id)
        #expect(finished.samples == 200 && finished["right"]?.estimate == 0.8)
        let calls = first.callsByQuestion.merging(second.callsByQuestion, uniquingKeysWith: +)
        #expect(calls.count == 200 && calls.values.allSatisfy { $0 == 1 })
    }

    @Test func `a run whose task is cancelled is not called finished, and goes on later`() async throws {
        let store = try await store()
        defer { try? store.close() }
        let (calls, noteCall) = AsyncStream<Int>.makeStream()
        let first = CountingModel { noteCall.yield($0) }
        let evaluation = Evaluation(try specification(first))
        let running = Task { try await evaluation.run(in: store, control: EvaluationControl()) { _ in } }
        for await call in calls where call >= 60 { break }
        running.cancel()
        await #expect(throws: (any Error).self) { try await running.value }
        let statuses = try await store.read { try $0.all("SELECT status FROM run", []) { try $0.text() } }
        #expect(statuses == ["KILLED"])
        let finished = try await run(try specification(CountingModel()), store)
        #expect(finished.samples == 200 && finished["right"]?.estimate == 0.8)
        #expect(try await store.read { try $0.all("SELECT status FROM run", []) { try $0.text() } } == ["FINISHED"])
    }

    @Test func `a continued run is told again what it is made from`() async throws {
        let control = EvaluationControl()
        let store = try await store()
        defer { try? store.close() }
        let stopped = try await run(try specification(CountingModel { if $0 == 60 { control.stop() } }), store, control: control)
        // As if it had been killed before it had recorded that.
        _ = try await store.write { try $0.execute("DELETE FROM run_model", []) }
        let finished = try await run(try specification(CountingModel()), store)
        #expect(finished.id == stopped.id)
        #expect(try await store.read { try $0.all("SELECT run_key FROM run_model", []) { try $0.int() } }.count == 1)
    }

    @Test func `no call is made for a run whose plan cannot be kept`() async throws {
        let store = try await store()
        defer { try? store.close() }
        let blocked = try folder.write("store.db.artifacts", "a file where the folder should be")
        let first = CountingModel()
        await #expect(throws: (any Error).self) { try await run(try specification(first), store) }
        #expect(first.callsByQuestion.isEmpty)
        try FileManager.default.removeItem(atPath: blocked)
        let finished = try await run(try specification(CountingModel()), store)
        #expect(finished.samples == 200)
    }

    @Test func `whoever stops a run waits for the calls in flight and for no others`() async throws {
        let control = EvaluationControl()
        let first = CountingModel(together: 40) { if $0 == 40 { control.stop() } }
        var specification = try specification(first)
        specification.concurrency = 40
        let store = try await store()
        defer { try? store.close() }
        let stopped = try await run(specification, store, control: control)
        #expect(stopped.wasStopped && stopped.samples == 40 && stopped.calls.made == 40)
        #expect(first.callsByQuestion.values.reduce(0, +) == 40)
        let finished = try await run(try self.specification(CountingModel()), store)
        #expect(finished.id == stopped.id && finished.samples == 200 && finished.calls.made == 200)
    }

    @Test func `equal questions are paid once, however many are asked at the same time`() async throws {
        let model = CountingModel()
        var specification = try specification(model)
        let rows = (0..<500).map { "{\"id\":\"r\($0)\",\"inputs\":\"q\($0 % 70)\",\"expected\":\"other\"}\n" }
        specification.datasets = [DataSpecification(files: [try folder.write("repeated.jsonl", rows.joined())])]
        specification.concurrency = 32
        let store = try await store()
        defer { try? store.close() }
        let result = try await run(specification, store)
        #expect(model.callsByQuestion.count == 70 && model.callsByQuestion.values.allSatisfy { $0 == 1 })
        #expect(result.calls.made == 70 && result.calls.cached == 430 && result.samples == 500)
    }

    @Test func `a run that goes on is judged by the gates of now, and counts what it paid before`() async throws {
        let control = EvaluationControl()
        let first = CountingModel { if $0 == 60 { control.stop() } }
        let store = try await store()
        defer { try? store.close() }
        let stopped = try await run(try specification(first), store, control: control)
        var stricter = try specification(CountingModel())
        stricter.gates = [.threshold(try #require(Gate.Threshold("right >= 0.95")))]
        let finished = try await run(stricter, store)
        #expect(finished.id == stopped.id)
        #expect(finished.gates.map(\.outcome) == [.failed])
        #expect(finished.calls.made == 200)
    }

    @Test func `latest is the newest finished run of the same name, never the run itself`() async throws {
        let store = try await store()
        defer { try? store.close() }
        var specification = try specification(CountingModel(), rows: 50)
        specification.gates = [.noRegression(Gate.NoRegression(baseline: "latest", margin: 0.1, metrics: []))]
        let first = try await run(specification, store)
        #expect(first.gates.map(\.outcome) == [.inconclusive])
        let second = try await run(specification, store)
        #expect(second.gates.map(\.outcome) == [.passed])
        #expect(second.gates.first?.text.contains("counting") == true)
    }

    @Test func `a gate on something that is not measured is refused before any call`() async throws {
        let store = try await store()
        defer { try? store.close() }
        let model = CountingModel()
        for text in ["rigth >= 0.5", "right[language] >= 0.5"] {
            var specification = try specification(model, rows: 5)
            specification.gates = [.threshold(try #require(Gate.Threshold(text)))]
            await #expect(throws: SpecificationError.self) { try await run(specification, store) }
        }
        #expect(model.callsByQuestion.isEmpty)
    }

    @Test func `a scorer that fails counts as an error, and its total is not nothing`() async throws {
        let store = try await store()
        defer { try? store.close() }
        var specification = try specification(CountingModel(), rows: 20)
        specification.slices = []
        let broken = FunctionScorer(
            ScorerDefinition(
                name: "broken", topic: "test", summary: "Fails.", requires: [.outputs], source: "this test", blindTo: "everything")
        ) { _ -> Score in throw ScoringError.failed(reason: "broken") }
        specification.scorers.append(ScorerChoice(.custom(broken)))
        specification.gates = [
            .threshold(try #require(Gate.Threshold("broken.total <= 0"))), .threshold(try #require(Gate.Threshold("error_rate <= 0.6"))),
        ]
        let result = try await run(specification, store)
        #expect(result.gates.map(\.outcome) == [.inconclusive, .failed])
    }

    @Test func `an interval stays within the range that the scorer declares, in slices, gates and comparisons too`() async throws {
        let store = try await store()
        defer { try? store.close() }
        var specification = try specification(CountingModel(), rows: 6)
        specification.scorers = [("share", .unit), ("amount", .unbounded)].map { name, range in
            ScorerChoice(
                .custom(
                    FunctionScorer(
                        ScorerDefinition(
                            name: name, topic: "test", summary: "A little less on two rows.", range: range, requires: [.inputs],
                            source: "this test", blindTo: "everything")
                    ) { sample in Score(["q2", "q5"].contains(try sample.text(.inputs)) ? 0.5 : 1.0) }))
        }
        specification.gates = [
            .threshold(try #require(Gate.Threshold("share[part=0] <= 1"))), .threshold(try #require(Gate.Threshold("amount[part=0] <= 1"))),
        ]
        let result = try await run(specification, store)
        let summary = try await RunSummary(of: RunID(rawValue: result.id), in: store)
        let (share, amount) = (try #require(summary["share"]), try #require(summary["amount"]))
        for (cut, whole) in zip([share.verdict] + share.slices.map(\.verdict), [amount.verdict] + amount.slices.map(\.verdict)) {
            let (cut, whole) = (try #require(cut.interval), try #require(whole.interval))
            #expect(cut.upper == 1 && whole.upper > 1 && cut.lower == max(0, whole.lower))
        }
        #expect(share.slices.count == 2 && result.gates.map(\.outcome) == [.passed, .inconclusive])
        let compared = RunComparison(candidate: summary, baseline: summary, margin: nil).metrics
        #expect(compared.map(\.verdict.interval) == [share.verdict.interval, amount.verdict.interval])
    }

    @Test func `figures of the corpus resample rows, not epochs`() async throws {
        let store = try await store()
        defer { try? store.close() }
        var once = try specification(CountingModel(), rows: 20)
        once.scorers = [.named("classification")]
        var often = once
        often.epochs = 4
        let narrow = try #require(try await run(once, store)["accuracy_score"]?.interval)
        let repeated = try #require(try await run(often, store)["accuracy_score"]?.interval)
        #expect(abs(narrow.width - repeated.width) < 0.1 * narrow.width)
    }

    @Test func `header values never reach the store`() async throws {
        var choice = ModelChoice(name: "m", settings: ["provider": "openai", "headers": ["X-Token": "secret-value"]])
        #expect(!JSONValue.object(choice.recordedSettings).text().contains("secret-value"))
        choice.settings["environment"] = ["A": "secret-value"]
        #expect(!JSONValue.object(choice.recordedSettings).text().contains("secret-value"))
    }

    @Test func `a second run takes its answers from the journal, a fresh one does not`() async throws {
        let model = CountingModel()
        let store = try await store()
        defer { try? store.close() }
        let first = try await run(try specification(model, rows: 20), store)
        let second = try await run(try specification(model, rows: 20), store)
        #expect(second.id != first.id && second.calls.cached == 20 && second.calls.made == 0)
        let fresh = try await run(try specification(model, rows: 20), store, fresh: true)
        #expect(fresh.calls.made == 20 && model.callsByQuestion.values.allSatisfy { $0 == 2 })
    }

    @Test func `a failed call is counted and the others go on`() async throws {
        let store = try await store()
        defer { try? store.close() }
        let result = try await run(try specification(CountingModel(failing: ["q3", "q4"]), rows: 20), store)
        #expect(result.samples == 20 && result.errors == 2)
        #expect(result["right"]?.n == 18)
        let reports = try await SampleReports(of: RunID(rawValue: result.id), in: store).samples(named: "r3")
        #expect(reports.first?.error == "refused" && reports.first?.scores.isEmpty == true)
    }

    @Test func `epochs of one row are one cluster`() async throws {
        let store = try await store()
        defer { try? store.close() }
        let result = try await run(try specification(CountingModel(), rows: 40, epochs: 3), store)
        #expect(result.samples == 120)
        #expect(result["right"]?.clusters == 40)
    }

    @Test(arguments: [1, 7, 64])
    func `figures do not depend on how many samples are in flight`(concurrency: Int) async throws {
        let store = try await store("c\(concurrency)")
        defer { try? store.close() }
        var specification = try specification(CountingModel())
        specification.concurrency = concurrency
        let result = try await run(specification, store)
        let interval = try #require(result["right"]?.interval)
        let expected = try proportionInterval(successes: 160, of: 200)
        #expect(interval.lower == expected.lower && interval.upper == expected.upper)
    }

    @Test func `a comparison pairs rows by id and names the flips`() async throws {
        let store = try await store()
        defer { try? store.close() }
        let baseline = try await run(try specification(CountingModel(failing: []), rows: 100), store)
        var better = try specification(CountingModel(), rows: 100)
        better.models = [.given]
        better.datasets[0].columns.map(.outputs, to: .path(ColumnPath("expected")))
        let candidate = try await run(better, store)
        let own = try await RunSummary(of: RunID(rawValue: candidate.id), in: store)
        let other = try await RunSummary(of: RunID(rawValue: baseline.id), in: store)
        let comparison = RunComparison(candidate: own, baseline: other, margin: nil)
        let verdict = try #require(comparison.metrics.first?.verdict)
        #expect(verdict.outcome == .better)
        #expect(verdict.difference?.higher == 20 && verdict.difference?.lower == 0 && verdict.difference?.equal == 80)
    }
}
