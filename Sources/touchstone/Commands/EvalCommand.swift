import ArgumentParser
import Evaluation
import Foundation
import Models
import Reporting
import TouchstoneJSON
import Tracking

/// `touchstone eval`: from a specification to a verdict.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Runs the evaluation that a specification describes.",
        discussion: """
            A run that was interrupted is continued by the same command; answers that were paid for are never paid again.
            `touchstone eval --schema` prints the JSON Schema of specifications.
            """)

    @Argument(help: "The specification, a YAML file.")
    var specification: String?

    @Option(help: "Rows instead of those the specification names; may be repeated. - is standard input.")
    var data: [String] = []

    @Option(help: "A model instead of those the specification names, such as openai:gpt-4o or extractive; may be repeated.")
    var model: [String] = []

    @Option(help: "At most so many rows.")
    var limit: Int?

    @Option(help: "How often every row is answered.")
    var epochs: Int?

    @Option(help: "The seed of everything random.")
    var seed: UInt64?

    @Option(help: "Calls in flight at once.")
    var concurrency: Int?

    @OptionGroup var store: StoreOption

    @Option(help: "Writes the reports into this folder: report.html, report.json, junit.xml, samples.csv.")
    var out: String?

    @Flag(help: "Starts anew: neither continues an unfinished run nor uses answers that were paid for before.")
    var fresh = false

    @Flag(help: "Shows what would be done: runs, calls and an estimate of their cost.")
    var dryRun = false

    @Option(help: "Most US dollars that calls may cost.")
    var maxCost: Double?

    @Flag(help: "Stops at the first row that cannot be read.")
    var strict = false

    @Flag(help: "Writes the report as JSON.")
    var json = false

    @Flag(help: "Prints the JSON Schema of specifications.")
    var schema = false

    func run() async throws {
        if schema { return try StandardOutput.write(EvaluationSpecification.schema.text(.init(indentation: 2)) + "\n") }
        guard let specification else { throw CommandFailure(.usage, "name a specification: touchstone eval SPEC.yaml") }
        let effective = try overridden(try EvaluationSpecification(file: specification))
        let evaluation = Evaluation(effective, options: EvaluationOptions(store: store.text, isFresh: fresh))
        if dryRun { return try show(try await planned(evaluation).plan()) }
        if let out { try ReportOutput.makeFolder(out) }
        async let preparation = evaluation.prepare()
        let tracking = try await TrackingStore.open(at: try StoreLocation(parsing: store.text))
        let result = try await run(evaluation, try await preparation, in: tracking)
        do {
            try await report(result, effective, tracking)
        } catch is OutputClosed {
            // Nobody reads the report to its end; the exit code still says how the gates came out.
        }
        if let out {
            try await ReportOutput(store: tracking).writeFolder(out, result.runs.map(\.report), result.groups, margin: effective.margin)
        }
        try finish(result)
    }

    /// The evaluation with the prompts that it names, so that its plan counts them.
    private func planned(_ evaluation: Evaluation) async throws -> Evaluation {
        guard !evaluation.specification.registeredPrompts.isEmpty else { return evaluation }
        let tracking = try await store.openExisting()
        return Evaluation(try await evaluation.specification.withRegisteredPrompts(from: tracking), options: evaluation.options)
    }

    private func overridden(_ file: EvaluationSpecification) throws -> EvaluationSpecification {
        var specification = file
        if !data.isEmpty {
            specification.datasets = specification.datasets.prefix(1).map { dataset in
                var dataset = dataset
                dataset.files = data
                return dataset
            }
        }
        let limit = try positive(limit, "--limit")
        for index in specification.datasets.indices {
            specification.datasets[index].limit = limit ?? specification.datasets[index].limit
            if strict { specification.datasets[index].isStrict = true }
        }
        if !model.isEmpty { specification.models = model.map(ModelChoice.init(text:)) }
        specification.epochs = try positive(epochs, "--epochs") ?? specification.epochs
        specification.concurrency = try positive(concurrency, "--concurrency") ?? specification.concurrency
        specification.seed = seed ?? specification.seed
        if let maxCost {
            guard maxCost >= 0 else { throw CommandFailure(.usage, "--max-cost should be an amount of US dollars from 0 up") }
            specification.maximumCost = maxCost
        }
        guard specification.datasets.allSatisfy({ !$0.files.isEmpty }) else {
            throw CommandFailure(.usage, "the specification names no data; give it with --data FILE")
        }
        return specification
    }

    private func positive(_ value: Int?, _ name: String) throws -> Int? {
        guard let value else { return nil }
        guard value > 0 else { throw CommandFailure(.usage, "\(name) should be a whole number from 1 up, but is \(value)") }
        return value
    }

    private func show(_ plan: EvaluationPlan) throws {
        try StandardOutput.write(json ? plan.json.text(.init(indentation: 2)) + "\n" : plan.text)
    }

    private func run(
        _ evaluation: Evaluation, _ preparation: EvaluationPreparation, in store: TrackingStore
    ) async throws -> EvaluationResult {
        let control = EvaluationControl()
        let interruption = Interruption(control)
        defer { interruption.end() }
        let line = ProgressLine()
        defer { line.end() }
        do {
            return try await evaluation.run(preparation, in: store, control: control) { line.show($0) }
        } catch let error as ModelError where error.kind != .invalidRequest {
            throw CommandFailure(.unavailable, "\(error); everything finished is kept, and \(continuation)")
        }
    }

    private func report(_ result: EvaluationResult, _ specification: EvaluationSpecification, _ store: TrackingStore) async throws {
        for run in result.runs where run.problemCount > 0 {
            let rows = run.problemCount == 1 ? "1 row was" : "\(run.problemCount) rows were"
            StandardError.write("touchstone: \(run.name): \(rows) left out\n")
            for problem in run.problems.prefix(3) { StandardError.write("touchstone:   \(problem)\n") }
        }
        let output = ReportOutput(store: store)
        let reports = result.runs.map(\.report)
        if json {
            try await output.writeJSON(reports, result.groups, outcome: result.outcome)
        } else {
            for report in reports { try await output.write(report, .table, withSamples: false) }
            try await output.writePairs(of: result.groups, margin: specification.margin)
        }
    }

    private func finish(_ result: EvaluationResult) throws {
        if result.runs.contains(where: \.wasStopped) {
            StandardError.write("touchstone: stopped; everything finished is kept, and \(continuation)\n")
            throw ExitCode(130)
        }
        // A run that says nothing must not look like one that passes.
        for run in result.runs {
            guard let emptiness = run.emptiness else { continue }
            throw CommandFailure(emptiness.isFaultOfData ? .badData : .unavailable, "\(run.name): \(emptiness.reason)")
        }
        switch result.outcome {
        case .passed: break
        case .failed: throw ExitCode(ExitStatus.gateFailed.rawValue)
        case .inconclusive: throw ExitCode(ExitStatus.inconclusive.rawValue)
        }
    }

    /// How to go on after a run that did not come to its end.
    private var continuation: String { fresh ? "the same command without --fresh continues" : "the same command continues" }
}

extension EvaluationResult {
    /// The runs' ids, those of one dataset together.
    fileprivate var groups: [[RunID]] { runsByDataset.map { $0.map { RunID(rawValue: $0.id) } } }
}
