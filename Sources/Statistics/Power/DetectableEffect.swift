/// How far apart two runs must be for a comparison on the same questions to show it (Miller 2024, § 5).
public struct DetectableEffect: Sendable, Hashable {
    /// ω²: the variance over questions of the difference of their expected scores.
    public let questionVariance: Double
    /// σ² / K of both runs together: what sampling the answers adds to each question's difference.
    public let samplingVariance: Double

    /// The variances of a comparison.
    ///
    /// - Parameters:
    ///   - questionVariance: ω², at least 0.
    ///   - firstVariance: σ² between epochs of one question, of the first run.
    ///   - firstEpochs: K, epochs per question of the first run.
    ///   - secondVariance: σ² of the second run.
    ///   - secondEpochs: K of the second run.
    public init(
        questionVariance: Double, firstVariance: Double = 0, firstEpochs: Double = 1, secondVariance: Double = 0, secondEpochs: Double = 1
    ) throws(Undefined) {
        guard min(questionVariance, firstVariance, secondVariance) >= 0, (questionVariance + firstVariance + secondVariance).isFinite else {
            throw Undefined("variances must be finite and not negative")
        }
        guard min(firstEpochs, secondEpochs) > 0 else { throw Undefined("each question needs at least 1 epoch") }
        self.questionVariance = questionVariance
        samplingVariance = firstVariance / firstEpochs + secondVariance / secondEpochs
    }

    /// The standard error of the difference on n questions.
    public func standardError(questions: Int) throws(Undefined) -> Double {
        guard questions > 0 else { throw Undefined("a comparison needs at least 1 question, got \(questions)") }
        return ((questionVariance + samplingVariance) / Double(questions)).squareRoot()
    }

    /// The smallest difference that n questions show with the given power.
    public func minimum(questions: Int, alpha: Double = 0.05, power: Double = 0.8) throws(Undefined) -> Double {
        try minimumDetectable(standardError: standardError(questions: questions), alpha: alpha, power: power)
    }

    /// How many questions (not rounded) show the given difference with the given power.
    public func questions(difference: Double, alpha: Double = 0.05, power: Double = 0.8) throws(Undefined) -> Double {
        guard difference != 0, difference.isFinite else { throw Undefined("no number of questions shows a difference of 0") }
        let factor = try minimumDetectable(standardError: 1, alpha: alpha, power: power) / difference
        return factor * factor * (questionVariance + samplingVariance)
    }
}

/// The smallest difference that an estimate with this standard error shows with the given power: (z₁₋α⸝₂ + z_power) SE.
public func minimumDetectable(standardError: Double, alpha: Double = 0.05, power: Double = 0.8) throws(Undefined) -> Double {
    guard standardError >= 0, standardError.isFinite else { throw Undefined("the standard error must be finite and not negative") }
    guard alpha > 0, alpha < 1, power > 0, power < 1 else { throw Undefined("level and power must lie between 0 and 1") }
    return (Normal.quantile(power) - Normal.quantile(alpha / 2)) * standardError
}
