/// The formulas by which Ragas (commit 3e28e9de) and DeepEval (commit a2e0d4cf) turn a judge's verdicts into scores.
public enum RetrievalAugmented {
    /// Ragas' context precision: the mean precision at the ranks of useful chunks, Σ P@k·v_k / (Σ v + 10⁻¹⁰). 0 without any.
    public static func contextPrecision(_ verdicts: [Bool]) -> Double {
        let (sum, useful) = precisionSum(verdicts)
        return sum / (Double(useful) + 1e-10)
    }

    /// DeepEval's contextual precision: the same, divided by the number of useful chunks. 0 without any.
    public static func contextualPrecision(_ verdicts: [Bool]) -> Double {
        let (sum, useful) = precisionSum(verdicts)
        return useful == 0 ? 0 : sum / Double(useful)
    }

    /// Ragas' answer correctness: a weighted mean of the F score of statements and the semantic similarity to the reference.
    ///
    /// `truePositives` are statements of the answer that the reference has too, `falsePositives` those it lacks, `falseNegatives` statements
    /// of the reference that the answer lacks. Without any statement on either side F is 1.
    public static func answerCorrectness(
        truePositives: Int, falsePositives: Int, falseNegatives: Int, similarity: Double,
        weights: (factual: Double, semantic: Double) = (0.75, 0.25),
        beta: Double = 1
    ) -> Double {
        let factual =
            truePositives + falsePositives + falseNegatives == 0
            ? 1 : fScore(truePositives: truePositives, falsePositives: falsePositives, falseNegatives: falseNegatives, beta: beta)
        return (weights.factual * factual + weights.semantic * similarity) / (weights.factual + weights.semantic)
    }

    /// F with recall weighing β² times as much as precision; 0 where it would be 0/0.
    static func fScore(truePositives: Int, falsePositives: Int, falseNegatives: Int, beta: Double) -> Double {
        let precision = ratio(truePositives, truePositives + falsePositives, ifNone: 0)
        let recall = ratio(truePositives, truePositives + falseNegatives, ifNone: 0)
        let denominator = beta * beta * precision + recall
        return denominator == 0 ? 0 : (1 + beta * beta) * precision * recall / denominator
    }

    private static func precisionSum(_ verdicts: [Bool]) -> (sum: Double, useful: Int) {
        var useful = 0
        var sum = 0.0
        for (offset, isUseful) in verdicts.enumerated() where isUseful {
            useful += 1
            sum += Double(useful) / Double(offset + 1)
        }
        return (sum, useful)
    }
}
