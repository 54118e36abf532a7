#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A logistic map from a judge's score to the probability that a person agrees (Platt 1999), with his smoothed targets.
///
/// Steadier than `IsotonicCalibration` below some 200 labels.
public struct PlattCalibration: Sendable, Hashable {
    /// The slope on the score.
    public let slope: Double
    /// The log-odds at score 0.
    public let intercept: Double

    /// Fits the map by damped Newton steps (Lin, Lin & Weng 2007). Throws `Undefined` for empty or unequal lists, non-finite scores,
    /// or when only one outcome occurs.
    public init(scores: [Double], outcomes: [Bool]) throws {
        try requireSameCount(scores.count, outcomes.count, "scores and outcomes")
        try requireFinite(scores, "score")
        let positives = Double(outcomes.count { $0 })
        let negatives = Double(outcomes.count) - positives
        guard positives > 0, negatives > 0 else { throw Undefined("rows of both outcomes are needed") }
        let center = Sums.mean(scores)
        let spread = max(Sums.variance(scores, ddof: 0).squareRoot(), .leastNormalMagnitude)
        let inputs = scores.map { ($0 - center) / spread }
        let targets = outcomes.map { $0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2) }
        var (a, b) = (0.0, log((positives + 1) / (negatives + 1)))
        var loss = Self.loss(inputs, targets, a, b)
        for _ in 0..<100 {
            let (da, db, size) = Self.step(inputs, targets, a, b)
            guard size > 1e-10 else { break }
            var scale = 1.0
            while scale > 1e-10, case let next = Self.loss(inputs, targets, a + scale * da, b + scale * db), !(next <= loss) { scale /= 2 }
            guard scale > 1e-10 else { break }
            (a, b) = (a + scale * da, b + scale * db)
            loss = Self.loss(inputs, targets, a, b)
        }
        slope = a / spread
        intercept = b - a * center / spread
    }

    /// The probability for a score.
    public func callAsFunction(_ score: Double) -> Double { Self.logistic(slope * score + intercept) }

    private static func logistic(_ x: Double) -> Double { x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }

    private static func loss(_ inputs: [Double], _ targets: [Double], _ a: Double, _ b: Double) -> Double {
        Sums.sum(
            zip(inputs, targets).lazy.map { input, target in
                let x = a * input + b
                return (x > 0 ? x : 0) + log1p(exp(-abs(x))) - target * x
            })
    }

    /// Newton's step and the largest gradient.
    private static func step(_ inputs: [Double], _ targets: [Double], _ a: Double, _ b: Double) -> (Double, Double, Double) {
        var (g1, g2, h11, h12, h22) = (ExactSum(), ExactSum(), ExactSum([1e-12]), ExactSum(), ExactSum([1e-12]))
        for (input, target) in zip(inputs, targets) {
            let p = logistic(a * input + b)
            let curvature = p * (1 - p)
            g1.add((p - target) * input)
            g2.add(p - target)
            h11.add(curvature * input * input)
            h12.add(curvature * input)
            h22.add(curvature)
        }
        return newton(g1.value, g2.value, h11.value, h12.value, h22.value)
    }

    private static func newton(_ g1: Double, _ g2: Double, _ h11: Double, _ h12: Double, _ h22: Double) -> (Double, Double, Double) {
        let determinant = h11 * h22 - h12 * h12
        guard determinant > 0 else { return (0, 0, 0) }
        return (-(h22 * g1 - h12 * g2) / determinant, -(h11 * g2 - h12 * g1) / determinant, max(abs(g1), abs(g2)))
    }
}
