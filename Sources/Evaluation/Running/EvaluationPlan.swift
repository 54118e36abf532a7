import Models
import Prompts
import Scoring
public import TouchstoneJSON

/// What an evaluation would do, found out without calling any model.
public struct EvaluationPlan: Sendable {
    /// One run that would be made.
    public struct PlannedRun: Sendable {
        /// The run's name.
        public var name: String
        /// Calls to the model when nothing is in the journal; 0 when answers are given.
        public var calls: Int
        /// Tokens that would be sent, guessed at four bytes each.
        public var inputTokens: Int
        /// US dollars, guessed from the tokens sent and as many received (or the model's limit); nil when the price is not known.
        public var cost: Double?
    }

    /// Rows that take part, over all datasets.
    public var rows: Int
    /// Rows that cannot be read.
    public var badRows: Int
    /// How often every row is answered.
    public var epochs: Int
    /// The runs, in the order of the matrix.
    public var runs: [PlannedRun]
    /// The names of the scores.
    public var scores: [String]
}

extension EvaluationPlan {
    /// The plan for people.
    public var text: String {
        var lines = [
            "\(rows) rows" + (badRows > 0 ? " (and \(badRows) that cannot be read)" : "") + ", \(epochs) epoch\(epochs == 1 ? "" : "s")"
        ]
        lines.append("scores: \(scores.joined(separator: ", "))")
        for run in runs {
            var line = "run \(run.name): \(run.calls) calls"
            if run.calls > 0 {
                line += ", about \(run.inputTokens) tokens to send, cost "
                line += run.cost.map { "about $\(GateDecision.format($0))" } ?? "unknown (give prices)"
            }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The plan for machines.
    public var json: JSONValue {
        [
            "rows": JSONValue(rows), "bad_rows": JSONValue(badRows), "epochs": JSONValue(epochs),
            "scores": .array(scores.map(JSONValue.string)),
            "runs": .array(
                runs.map {
                    [
                        "name": .string($0.name), "calls": JSONValue($0.calls), "input_tokens": JSONValue($0.inputTokens),
                        "cost": JSONValue($0.cost),
                    ]
                }),
        ]
    }
}

extension Evaluation {
    /// What ``run(control:progress:)`` would do. Reads the data once (standard input cannot be planned); calls no model.
    public func plan() async throws -> EvaluationPlan {
        let scans = try await DataScanner().scans(of: specification.datasets).map { scan in
            guard let scan else {
                throw DataProblem(source: "standard input", reason: "rows that come once cannot be planned; name a file")
            }
            return scan
        }
        let external = ExternalScorers(environment: options.environment)
        let scorers = try ScorerSet(specification.scorers, external: external.scorer)
        try specification.checkGates(scorers.definitions)
        let prices = try specification.pricesFile.map { try PriceTable(file: $0) } ?? PriceTable()
        var runs: [EvaluationPlan.PlannedRun] = []
        for cell in try specification.cells() { runs.append(try await planned(cell, scans[cell.dataset], prices)) }
        external.close()
        return EvaluationPlan(
            rows: scans.reduce(0) { $0 + $1.rows }, badRows: scans.reduce(0) { $0 + $1.badRows }, epochs: specification.epochs, runs: runs,
            scores: scorers.definitions.map(\.name))
    }

    private func planned(_ cell: RunCell, _ scan: DataScan, _ prices: PriceTable) async throws -> EvaluationPlan.PlannedRun {
        var run = EvaluationPlan.PlannedRun(name: cell.name, calls: 0, inputTokens: 0, cost: 0)
        // A retriever's documents are read here, so that what is wrong with them is known before anything is run.
        if let retriever = cell.retriever { try await RetrieverBuilder().check(retriever) }
        guard cell.callsModel else { return run }
        run.calls = scan.rows * specification.epochs
        let bytes = try await promptBytes(cell)
        run.inputTokens = bytes / 4 * specification.epochs
        let identity = ModelIdentity(provider: cell.provider, name: cell.modelName)
        let isFree = ["extractive", "echo", "exec"].contains(cell.provider)
        let output = cell.parameters.maxTokens.map { min($0, 1_000_000) * run.calls } ?? run.inputTokens
        let price = prices.price(of: identity)
        run.cost = price?.cost(ModelUsage(inputTokens: run.inputTokens, outputTokens: output)) ?? (isFree ? 0 : nil)
        return run
    }

    /// The bytes of all prompts of a cell, each rendered once.
    private func promptBytes(_ cell: RunCell) async throws -> Int {
        let feed = RowFeed(cell.data)
        let evaluator = SampleEvaluator(prompt: cell.prompt, caller: nil, parameters: cell.parameters, scorers: [])
        var bytes = 0
        while true {
            let items = try await feed.next(256)
            if items.isEmpty { return bytes }
            for case .sample(let fed) in items {
                bytes += ((try? evaluator.messages(fed.sample)) ?? []).reduce(0) { $0 + $1.text.utf8.count }
            }
        }
    }
}
