import Statistics

/// How far predicted numbers lie from the true ones, with the names and conventions of MLflow and scikit-learn.
public struct RegressionErrors: Sendable, Hashable {
    /// How many pairs.
    public let count: Int
    /// The mean of |prediction − truth|.
    public let meanAbsolute: Double
    /// The mean of (prediction − truth)².
    public let meanSquared: Double
    /// The median of |prediction − truth|.
    public let medianAbsolute: Double
    /// The largest |prediction − truth|.
    public let maximum: Double
    /// The mean of |prediction − truth| / |truth|, with 2⁻⁵² in place of a truth that is nearer to 0: then it is huge.
    public let meanAbsolutePercentage: Double
    /// The share of the truth's variance that is explained; 1 or 0 when the truth does not vary, for exact and inexact predictions;
    /// NaN for a single pair.
    public let r2: Double
    /// The sum of the true values.
    public let sumOfTruth: Double

    /// The square root of ``meanSquared``.
    public var rootMeanSquared: Double { meanSquared.squareRoot() }
    /// The mean of the true values.
    public var meanOfTruth: Double { sumOfTruth / Double(count) }

    /// The errors of some pairs. Throws ``ScoringError/undefined(reason:)`` for none. O(n log n) for the median.
    public init(_ pairs: [(truth: Double, prediction: Double)]) throws(ScoringError) {
        guard !pairs.isEmpty else { throw .undefined(reason: "the errors of no predictions") }
        let n = Double(pairs.count)
        let errors = pairs.map { abs($0.prediction - $0.truth) }
        let squares = ExactSum(errors.lazy.map { $0 * $0 }).value
        count = pairs.count
        sumOfTruth = ExactSum(pairs.lazy.map(\.truth)).value
        meanAbsolute = ExactSum(errors).value / n
        meanSquared = squares / n
        medianAbsolute = try Aggregation.median.value(of: errors)
        maximum = try Aggregation.maximum.value(of: errors)
        meanAbsolutePercentage = ExactSum(zip(pairs, errors).lazy.map { $1 / max(abs($0.truth), .ulpOfOne) }).value / n
        let center = sumOfTruth / n
        let variation = ExactSum(pairs.lazy.map { ($0.truth - center) * ($0.truth - center) }).value
        r2 = pairs.count < 2 ? .nan : variation != 0 ? 1 - squares / variation : squares == 0 ? 1 : 0
    }
}
