/// A pass rate corrected for the judge's known error rates.
///
/// Rogan & Gladen 1978, with the interval of Lee et al. 2025 that allows for the uncertainty of the error rates. Valid when the share of
/// good answers differs between calibration and run, as long as the judge's error rates do not; when the labels are a random sample of
/// this very run use `PredictionPoweredMean`.
public struct RoganGladen: Sendable, Hashable {
    /// How often the judge is right about answers that people labelled.
    public struct Calibration: Sendable, Hashable {
        /// Answers people called bad.
        public var negatives: Int
        /// Of these, the ones the judge called bad.
        public var trueNegatives: Int
        /// Answers people called good.
        public var positives: Int
        /// Of these, the ones the judge called good.
        public var truePositives: Int

        /// A calibration from counts.
        public init(negatives: Int, trueNegatives: Int, positives: Int, truePositives: Int) {
            self.negatives = negatives
            self.trueNegatives = trueNegatives
            self.positives = positives
            self.truePositives = truePositives
        }
    }

    /// The judge's pass rate.
    public let observed: Double
    /// Of good answers, the share the judge passes.
    public let sensitivity: Double
    /// Of bad answers, the share the judge fails.
    public let specificity: Double
    /// Sensitivity + specificity − 1: how much the judge knows, 0 for a coin.
    public let youden: Double
    /// The corrected rate before it is cut to 0…1.
    public let unclipped: Double
    /// The standard error by the delta method.
    public let standardError: Double
    /// estimate ± z standard errors, cut to 0…1. Covers less than the other for small calibrations.
    public let deltaInterval: Interval
    /// The interval of Lee et al. 2025, the default.
    public let interval: Interval
    /// The lower 95 % bound of `youden`; at or below 0.1 the judge is too weak and the estimate should not be reported.
    public let youdenLowerBound: Double

    /// The corrected rate, cut to 0…1.
    public var estimate: Double { min(1, max(0, unclipped)) }
    /// Whether the judge separates good from bad well enough for the correction to mean anything.
    public var isReliable: Bool { youdenLowerBound > 0.1 }

    /// The corrected rate of `passes` out of `total` judged answers.
    ///
    /// Throws `Undefined` for impossible counts, an empty class in the calibration, or a judge no better than chance (`youden` ≤ 0).
    public init(passes: Int, total: Int, calibration: Calibration, level: Double = 0.95) throws {
        try requireLevel(level)
        try Self.check(passes, of: total, "judged answers")
        try Self.check(calibration.trueNegatives, of: calibration.negatives, "bad answers of the calibration")
        try Self.check(calibration.truePositives, of: calibration.positives, "good answers of the calibration")
        let (n, m0, m1) = (Double(total), Double(calibration.negatives), Double(calibration.positives))
        let (p, q0, q1) = (Double(passes) / n, Double(calibration.trueNegatives) / m0, Double(calibration.truePositives) / m1)
        let plain = Parts(p: p, n: n, q0: q0, m0: m0, q1: q1, m1: m1)
        guard plain.youden > 0 else {
            throw Undefined("the judge is no better than chance: sensitivity + specificity - 1 = \(plain.youden)")
        }
        let z = -Normal.quantile((1 - level) / 2)
        let shrunk = Parts(
            p: (n * p + z * z / 2) / (n + z * z), n: n + z * z,
            q0: (m0 * q0 + 1) / (m0 + 2), m0: m0 + 2, q1: (m1 * q1 + 1) / (m1 + 2), m1: m1 + 2)
        let shift = 2 * z * z * (-(1 - shrunk.rate) * shrunk.variance0 + shrunk.rate * shrunk.variance1)
        (observed, sensitivity, specificity, youden, unclipped) = (p, q1, q0, plain.youden, plain.rate)
        standardError = plain.standardError
        deltaInterval = Self.clipped(center: plain.rate, half: z * standardError, level, "rogan-gladen, delta")
        interval =
            shrunk.youden > 0
            ? Self.clipped(center: shrunk.rate + shift, half: z * shrunk.standardError, level, "rogan-gladen, lee 2025")
            : Interval(lower: 0, upper: 1, level: level, method: "rogan-gladen, lee 2025")
        youdenLowerBound = shrunk.youden - Normal.quantile(0.975) * (shrunk.variance0 + shrunk.variance1).squareRoot()
    }

    /// How to divide `labels` further calibration labels between bad and good answers, after a pilot of `pilot` labels per class:
    /// the class in which the judge errs more, weighed by how often it occurs, gets more.
    public func allocation(labels: Int, pilot: Int) -> (negatives: Int, positives: Int) {
        guard labels > 0, observed > 0 else { return (max(0, labels), 0) }
        let m = Double(max(0, pilot))
        let ratio = (m * (1 - specificity) + 1) / (m * (1 - sensitivity) + 1)
        let share = Double(labels) / (1 + (1 / observed - 1) * ratio.squareRoot())
        let positives = min(labels, max(0, Int(share.rounded(.toNearestOrEven))))
        return (labels - positives, positives)
    }

    private static func check(_ part: Int, of whole: Int, _ name: String) throws {
        guard whole > 0, part >= 0, part <= whole else {
            throw Undefined("counts must satisfy 0 <= k <= n, n > 0: \(part) of \(whole) \(name)")
        }
    }

    private static func clipped(center: Double, half: Double, _ level: Double, _ method: String) -> Interval {
        Interval(lower: min(1, max(0, center - half)), upper: max(0, min(1, center + half)), level: level, method: method)
    }

    /// The rates and sizes an estimate is computed from, as observed or shrunk.
    private struct Parts {
        let p, n, q0, m0, q1, m1: Double

        var youden: Double { q0 + q1 - 1 }
        var rate: Double { (p + q0 - 1) / youden }
        var variance0: Double { q0 * (1 - q0) / m0 }
        var variance1: Double { q1 * (1 - q1) / m1 }
        var standardError: Double {
            let rate = rate
            return (p * (1 - p) / n + (1 - rate) * (1 - rate) * variance0 + rate * rate * variance1).squareRoot() / youden
        }
    }
}
