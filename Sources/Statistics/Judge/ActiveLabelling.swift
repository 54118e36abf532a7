/// A mean estimated from labels that were asked for with known, unequal probabilities: active statistical inference.
///
/// Zrnic & Candès 2024. Every row has the judge's score and the probability with which it was sent to a person; the label is there only
/// for the rows drawn. Without the probabilities no valid estimate exists.
public struct ActiveLabelling: Sendable, Hashable {
    /// A mean with its standard error.
    public struct Estimate: Sendable, Hashable {
        /// The mean.
        public let value: Double
        /// Its standard error.
        public let standardError: Double
    }

    /// The estimate with the judge's best weight.
    public let estimate: Estimate
    /// The estimate that trusts the judge fully, weight 1.
    public let unweighted: Estimate
    /// The judge's weight in `estimate`.
    public let weight: Double
    /// The normal interval of `estimate`.
    public let interval: Interval

    /// The estimate from the judge's scores, the probabilities of asking, and the labels (nil where nobody was asked).
    ///
    /// Throws `Undefined` below 2 rows, for lists of different lengths, non-finite numbers, a probability outside 0…1, or a label on a
    /// row whose probability is 0.
    public init(judged: [Double], probabilities: [Double], labels: [Double?], level: Double = 0.95) throws {
        try requireLevel(level)
        try requireSameCount(judged.count, probabilities.count, "scores and probabilities")
        try requireSameCount(judged.count, labels.count, "scores and labels")
        try requireCount(judged.count, atLeast: 2, "rows")
        try requireFinite(judged + labels.compactMap { $0 }, "score or label")
        guard zip(probabilities, labels).allSatisfy({ $0 > 0 && $0 <= 1 || $0 == 0 && $1 == nil }) else {
            throw Undefined("probabilities must lie in 0...1, above 0 for labelled rows")
        }
        let inverse = zip(probabilities, labels).map { $1 == nil ? 0 : 1 / $0 }
        let scores = zip(judged, inverse).map { $0 * ($1 - 1) }
        let answers = zip(labels, inverse).map { ($0 ?? 0) * $1 }
        let spread = Sums.variance(scores)
        let weight = spread > 0 ? Sums.covariance(scores, answers) / spread : 1
        func estimate(_ weight: Double) -> Estimate {
            let rows = judged.indices.map { answers[$0] - weight * scores[$0] }
            return Estimate(value: Sums.mean(rows), standardError: (Sums.variance(rows) / Double(rows.count)).squareRoot())
        }
        (self.weight, self.estimate, unweighted) = (weight, estimate(weight), estimate(1))
        let half = -Normal.quantile((1 - level) / 2) * self.estimate.standardError
        interval = Interval(
            lower: self.estimate.value - half, upper: self.estimate.value + half, level: level, method: "active inference, normal")
    }

    /// The probabilities of asking a person, given how unsure the judge is of each row and a budget of expected labels.
    ///
    /// A mixture of probabilities in proportion to the uncertainty (at least 0.02) and equal ones; `exploration` is the share of the
    /// latter, 0.5 before a burn-in and 0.1 after. What the rows at 1 cannot take is spread over the others, so that the probabilities
    /// add up to the budget. Throws `Undefined` without rows, for a budget outside 0…rows, or negative uncertainties.
    public static func probabilities(uncertainty: [Double], budget: Double, exploration: Double = 0.5) throws -> [Double] {
        try requireCount(uncertainty.count, atLeast: 1, "rows")
        try requireFinite(uncertainty, "uncertainty")
        guard uncertainty.allSatisfy({ $0 >= 0 }) else { throw Undefined("uncertainties must not be negative") }
        let count = Double(uncertainty.count)
        guard budget >= 0, budget <= count else { throw Undefined("the budget must lie between 0 and the number of rows, got \(budget)") }
        guard exploration >= 0, exploration <= 1 else { throw Undefined("exploration must lie in 0...1, got \(exploration)") }
        let floored = uncertainty.map { max(0.02, $0) }
        let total = Sums.sum(floored)
        let wanted = floored.map { (1 - exploration) * $0 / total + exploration / count }
        return waterFilled(wanted, budget: budget)
    }

    /// min(1, c·wanted) with the c that makes the sum the budget.
    private static func waterFilled(_ wanted: [Double], budget: Double) -> [Double] {
        let order = wanted.indices.sorted { wanted[$0] > wanted[$1] }
        var (rest, left, full) = (Sums.sum(wanted), budget, 0)
        while full < order.count, left > 0, wanted[order[full]] * left > rest {
            rest -= wanted[order[full]]
            left -= 1
            full += 1
        }
        let scale = rest > 0 ? max(0, left) / rest : 0
        var result = wanted.map { min(1, $0 * scale) }
        for index in order[..<full] { result[index] = 1 }
        return result
    }

    /// The cost-optimal probability of asking a person about a row.
    ///
    /// From the objective of cost-optimal active evaluation (2025): min(1, u √(c_judge / (c_person (Var(H) − E u²)))), where u² is
    /// the expected squared error of the judge on the row, from a pilot. Throws `Undefined` when the judge explains nothing
    /// (Var(H) ≤ E u²): label only, then.
    public static func costOptimalProbability(
        error: Double, meanSquaredError: Double, labelVariance: Double, judgeCost: Double, labelCost: Double
    ) throws -> Double {
        try requireFinite([error, meanSquaredError, labelVariance, judgeCost, labelCost], "error or cost")
        guard judgeCost >= 0, labelCost > 0, error >= 0 else { throw Undefined("errors and costs must not be negative") }
        guard labelVariance > meanSquaredError else { throw Undefined("the judge explains nothing of the labels: ask people only") }
        return min(1, error * (judgeCost / (labelCost * (labelVariance - meanSquaredError))).squareRoot())
    }
}
