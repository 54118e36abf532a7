import Statistics
import TouchstoneJSON

extension ScorerEntry {
    /// The scorers of several answers to one prompt.
    static let consistency: [ScorerEntry] = [agreement, majorityVote, passAtKEntry]

    private static let topic = "consistency"
    static let answerNormalization = ScorerParameter(
        "normalize", .choice(["strip", "lower", "none"]), default: "lower",
        "What is the same answer: trimmed, trimmed in lower case with white space collapsed, or exactly equal.")

    private static let agreement: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "answer_agreement", topic: topic,
            summary: "How far the answers to one prompt agree: the share of the most frequent, and of equal pairs.",
            outputs: ["modal_share", "pairwise_agreement"], requires: [.answers], source: "the definitions; Wang et al. 2023 for the vote",
            blindTo: "whether the answers are right, and that differently worded answers may mean the same")
        return ScorerEntry(definition, parameters: [answerNormalization]) { arguments in
            let normalize = answerNormalizer(arguments)
            return FunctionScorer(
                definition,
                scores: { sample in
                    let agreement = AnswerAgreement(try sample.texts(.answers).map(normalize))
                    guard agreement.count > 1 else { throw ScoringError.undefined(reason: "agreement needs at least two answers") }
                    return [Score(agreement.modalShare, rationale: "most frequent: \(agreement.majority)"), Score(agreement.pairwise)]
                })
        }
    }()

    private static let majorityVote: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "majority_vote", topic: topic, summary: "Whether the most frequent of several answers equals an expected one.",
            range: .binary, requires: [.answers, .expected],
            source: "Wang et al. 2023 (self-consistency); ties go to the first in byte order",
            blindTo: "how narrow the vote was")
        return ScorerEntry(definition, parameters: [answerNormalization]) { arguments in
            let normalize = answerNormalizer(arguments)
            return FunctionScorer(
                definition,
                score: { sample in
                    let agreement = AnswerAgreement(try sample.texts(.answers).map(normalize))
                    guard agreement.count > 0 else { throw ScoringError.undefined(reason: "there are no answers") }
                    let isRight = try sample.references().map(normalize).contains(agreement.majority)
                    return Score(isRight, rationale: "voted: \(agreement.majority)")
                })
        }
    }()

    private static let passAtKEntry: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "pass_at_k", topic: topic,
            summary: "The chance that at least one of k answers equals an expected one (pass@k), and that all of them do (pass^k).",
            outputs: ["pass_at_k", "pass_hat_k"], requires: [.answers, .expected],
            source: "Chen et al. 2021 and Yao et al. 2024, unbiased estimates from all answers of the row",
            blindTo: "answers that are right in other words; needs at least k answers")
        let k = ScorerParameter("k", .integer, default: 1, "How many tries.")
        return ScorerEntry(definition, parameters: [k, answerNormalization]) { arguments in
            let normalize = answerNormalizer(arguments)
            let k = arguments.integer("k") ?? 1
            return FunctionScorer(
                definition,
                scores: { sample in
                    let answers = try sample.texts(.answers).map(normalize)
                    let accepted = Set(try sample.references().map(normalize))
                    let right = answers.count(where: accepted.contains)
                    do {
                        let some = try passAtK(samples: answers.count, correct: right, k: k)
                        let all = try passHatK(samples: answers.count, correct: right, k: k)
                        return [Score(some, rationale: "\(right) of \(answers.count) are right"), Score(all)]
                    } catch let error as Undefined {
                        throw ScoringError.undefined(reason: error.reason)
                    }
                })
        }
    }()

    static func answerNormalizer(_ arguments: ScorerArguments) -> @Sendable (String) -> String {
        switch arguments.text("normalize") {
        case "none": { $0 }
        case "strip": { $0.trimmingPythonWhitespace() }
        default: { String(decoding: collapsingWhitespace(Array($0.lowercased().utf8)), as: UTF8.self) }
        }
    }
}
