#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Proper scores of predicted probabilities of a binary outcome; smaller is better in all of them.
public enum ProbabilityScores {
    /// The mean negative log-likelihood in nats, probabilities kept 2⁻⁵² away from 0 and 1 as scikit-learn does. NaN for no outcomes.
    public static func logLoss(_ outcomes: [(isPositive: Bool, probability: Double)]) -> Double {
        let edge = Double.ulpOfOne
        let sum = outcomes.reduce(0.0) { sum, outcome in
            let probability = min(max(outcome.probability, edge), 1 - edge)
            return sum - (outcome.isPositive ? log(probability) : log1p(-probability))
        }
        return sum / Double(outcomes.count)
    }

    /// The mean squared difference between probability and outcome (Brier 1950). NaN for no outcomes.
    public static func brier(_ outcomes: [(isPositive: Bool, probability: Double)]) -> Double {
        let sum = outcomes.reduce(0.0) { sum, outcome in
            let difference = outcome.probability - (outcome.isPositive ? 1 : 0)
            return sum + difference * difference
        }
        return sum / Double(outcomes.count)
    }

    /// The expected calibration error over bins of equal width: the gap between mean probability and share of positives in each bin,
    /// weighted by its samples. A probability on an edge belongs to the higher bin, 1 to the last. NaN for no outcomes.
    ///
    /// With few samples it is biased upwards: a perfectly calibrated model shows an error too.
    public static func calibrationError(_ outcomes: [(isPositive: Bool, probability: Double)], bins: Int = 10) -> Double {
        let bins = min(max(1, bins), 10_000)
        var sums = [SIMD2<Double>](repeating: .zero, count: bins)
        for outcome in outcomes {
            let share = min(max(outcome.probability, 0), 1)
            let bin = share.isNaN ? 0 : min(Int(share * Double(bins)), bins - 1)
            sums[bin] += SIMD2(outcome.probability, outcome.isPositive ? 1 : 0)
        }
        return sums.reduce(0) { $0 + abs($1.x - $1.y) } / Double(outcomes.count)
    }
}
