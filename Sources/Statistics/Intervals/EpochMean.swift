/// The mean over questions that were each answered several times, with its variance taken apart (Miller 2024).
///
/// The variance of the estimate is (ω² + σ² / K) / n: more epochs shrink σ² alone, more questions shrink both.
public struct EpochMean: Sendable, Hashable {
    /// The mean of the questions' means.
    public let mean: Double
    /// How many questions there are.
    public let questions: Int
    /// The mean number of epochs per question.
    public let epochs: Double
    /// σ²: the variance between epochs of one question.
    public let withinVariance: Double
    /// ω²: the variance between the questions' expected scores.
    public let betweenVariance: Double
    /// The standard error of the mean.
    public let standardError: Double

    /// The mean of scores given per question; each question needs at least 1 score, and one question at least 2.
    ///
    /// Throws `Undefined` below 2 questions, without a question answered twice, or for scores that are not finite.
    public init(_ scores: [[Double]]) throws(Undefined) {
        guard scores.count > 1 else { throw Undefined("the spread between questions needs at least 2 questions, got \(scores.count)") }
        var (means, variances, total) = ([Double](), [Double](), 0)
        for answers in scores {
            let moments = try Moments(answers)
            means.append(moments.mean)
            total += answers.count
            if answers.count > 1 { variances.append(try moments.variance()) }
        }
        guard !variances.isEmpty else { throw Undefined("no question was answered twice, so epochs cannot be told from questions") }
        let between = try Moments(means)
        mean = between.mean
        questions = scores.count
        epochs = Double(total) / Double(scores.count)
        withinVariance = ExactSum(variances).value / Double(variances.count)
        betweenVariance = max(0, try between.variance() - withinVariance / epochs)
        standardError = try between.standardError()
    }

    /// The number of epochs beyond which the rest of σ² is below a tenth of ω²; nil where the questions do not differ at all.
    public var usefulEpochs: Int? {
        let epochs = (withinVariance / (0.1 * betweenVariance)).rounded(.up)
        return epochs.isFinite && epochs < 1e9 ? max(1, Int(epochs)) : nil
    }

    /// The interval from Student's t over the questions' means.
    public func interval(level: Double = 0.95) throws(Undefined) -> Interval {
        try requireLevel(level)
        guard standardError > 0 else { throw Undefined("all questions have the same mean, so their spread says nothing") }
        let half = -StudentT(Double(questions - 1)).quantile((1 - level) / 2) * standardError
        return Interval(lower: mean - half, upper: mean + half, level: level, method: "t of question means")
    }
}
