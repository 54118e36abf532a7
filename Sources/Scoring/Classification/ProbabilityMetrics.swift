import Statistics
import TouchstoneJSON

extension CorpusMetricEntry {
    /// The metrics of predicted probabilities of a positive class.
    static let probabilities: [CorpusMetricEntry] = [
        entry(
            "log_loss", "The mean negative log-likelihood of the outcomes.", range: .nonNegative, .lower,
            blindTo: "little: a single sure mistake dominates it"
        ) { $0.logLoss },
        entry(
            "brier_score", "The mean squared difference between probability and outcome.", .lower,
            blindTo: "whether it is calibration or sharpness that is lacking"
        ) { $0.brier },
        entry(
            "roc_auc", "The probability that a positive scores higher than a negative.",
            blindTo: "calibration, and how rare positives are"
        ) { try $0.areaUnderROC() },
        entry(
            "precision_recall_auc", "The area under the precision-recall curve, by trapezoids.",
            blindTo: "calibration; optimistic with few samples"
        ) { try ranked($0).areaUnderPrecisionRecall },
        entry("average_precision", "The mean precision over the positives, ranked by probability.", blindTo: "calibration") {
            try $0.averagePrecision()
        },
        calibrationError,
    ]

    private static let topic = "classification"
    private static let parameters = [
        ScorerParameter("positive", .text, "The positive class in `expected`; without it 1, true and yes are positive."),
        ScorerParameter("member", .text, default: "probability", "The member of `outputs` with the probability, when it is an object."),
    ]

    private static let calibrationError: CorpusMetricEntry = {
        let definition = Self.definition(
            "expected_calibration_error", "The gap between probability and frequency, over bins of equal width.", .unit, .lower,
            "anything but calibration: a constant guess of the base rate is perfect; biased upwards with few samples")
        let bins = ScorerParameter("bins", .integer, default: 10, "How many bins.")
        return CorpusMetricEntry(definition, parameters: parameters + [bins]) { arguments in
            let reader = OutcomeReader(arguments)
            let bins = arguments.integer("bins") ?? 10
            return FunctionCorpusMetric(definition, row: { try reader.row(of: $0) }) { rows in
                [try figure(rows) { try $0.expectedCalibrationError(.equalWidth(bins)) }]
            }
        }
    }()

    private static func entry(
        _ name: String, _ summary: String, range: ScorerDefinition.Range = .unit, _ direction: ScorerDefinition.Direction = .higher,
        blindTo: String, _ compute: @escaping @Sendable (ScoredOutcomes) throws -> Double
    ) -> CorpusMetricEntry {
        let definition = Self.definition(name, summary, range, direction, blindTo)
        return CorpusMetricEntry(definition, parameters: parameters) { arguments in
            let reader = OutcomeReader(arguments)
            return FunctionCorpusMetric(definition, row: { try reader.row(of: $0) }) { [try figure($0, compute)] }
        }
    }

    private static func definition(
        _ name: String, _ summary: String, _ range: ScorerDefinition.Range, _ direction: ScorerDefinition.Direction, _ blindTo: String
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: topic, summary: summary, range: range, direction: direction, requires: [.outputs, .expected],
            source: "scikit-learn 1.9, MLflow 3.17", blindTo: blindTo)
    }

    private static func figure(_ rows: [CorpusRow], _ compute: (ScoredOutcomes) throws -> Double) throws -> Double {
        let rows = try rows.shaped(numbers: 2)
        do {
            return try compute(ScoredOutcomes(scores: rows.map { $0.numbers[1] }, outcomes: rows.map { $0.numbers[0] == 1 }))
        } catch let error as Undefined {
            throw ScoringError.undefined(reason: error.reason)
        }
    }

    private static func ranked(_ outcomes: ScoredOutcomes) throws(ScoringError) -> RankedOutcomes {
        try RankedOutcomes(zip(outcomes.outcomes, outcomes.scores).map { (isPositive: $0, score: $1) })
    }
}

/// Reads a binary outcome and the probability that was given to it.
private struct OutcomeReader: Sendable {
    let positive: String?
    let member: String

    init(_ arguments: ScorerArguments) {
        positive = arguments.text("positive")
        member = arguments.text("member") ?? "probability"
    }

    func row(of sample: Sample) throws(ScoringError) -> CorpusRow {
        let truth = try sample.text(.expected).trimmingPythonWhitespace()
        let probability = try probability(of: sample)
        guard (0...1).contains(probability) else { throw .failed(reason: "\(probability) is no probability from 0 to 1") }
        return CorpusRow(numbers: [(positive.map { $0 == truth } ?? isPositiveWord(truth)) ? 1 : 0, probability])
    }

    private func probability(of sample: Sample) throws(ScoringError) -> Double {
        guard let object = sample[.outputs]?.objectValue else { return try sample.number(.outputs) }
        guard let number = object[member]?.doubleValue, number.isFinite else {
            throw .wrongKind(.outputs, wanted: "an object with a number \"\(member)\"", found: .object(object))
        }
        return number
    }
}
