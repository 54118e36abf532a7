import Statistics
import TouchstoneJSON

extension ScorerEntry {
    /// How much the answers to one prompt differ: in wording, and in what they say.
    static let answerVariety: [ScorerEntry] = [pairwiseRouge, entropy]

    private static let pairwiseRouge = ScorerEntry(
        ScorerDefinition(
            name: "answers_rouge_l", topic: "consistency", summary: "The mean ROUGE-L F over all pairs of answers to one prompt.",
            requires: [.answers], source: "rouge_score 0.1.2 over pairs",
            blindTo: "whether the answers are right; contradictions in few words; sees only ASCII letters and digits")
    ) { (sample: Sample) throws -> Score in
        let answers = try sample.texts(.answers)
        guard (2...100).contains(answers.count) else {
            throw ScoringError.undefined(reason: "pairs need from 2 to 100 answers, not \(answers.count)")
        }
        var sum = 0.0
        for (place, answer) in answers.enumerated() {
            for other in answers[(place + 1)...] { sum += Rouge(prediction: answer, references: [other]).longestSubsequence.fmeasure }
        }
        return Score(sum / Double(answers.count * (answers.count - 1) / 2))
    }

    private static let entropy: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "answers_entropy", topic: "consistency",
            summary: "The entropy of different answers to one prompt, in nats and as a share of the most there could be.",
            outputs: ["answers_entropy", "answers_entropy_share"], range: .nonNegative, direction: .lower, requires: [.answers],
            source: "Farquhar et al. 2024 (semantic entropy), with equality of normalised text in place of a judge of meaning",
            blindTo: "that differently worded answers may mean the same; a judge of entailment sees that")
        return ScorerEntry(definition, parameters: [answerNormalization]) { arguments in
            let normalize = answerNormalizer(arguments)
            return FunctionScorer(
                definition,
                scores: { sample in
                    let answers = try sample.texts(.answers).map(normalize)
                    guard !answers.isEmpty else { throw ScoringError.undefined(reason: "there are no answers") }
                    var numbers: [String: Int] = [:]
                    let clusters = answers.map { answer in
                        let number = numbers[answer] ?? numbers.count
                        numbers[answer] = number
                        return number
                    }
                    let entropy = try SemanticEntropy(clusters: clusters)
                    return [Score(entropy.discrete), Score(entropy.normalized)]
                })
        }
    }()
}
