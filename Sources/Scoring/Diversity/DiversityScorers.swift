import TouchstoneJSON

extension ScorerEntry {
    /// Scorers of repetition within an answer and of diversity among several answers to one input.
    static let diversity: [ScorerEntry] = [
        repetition("seq_rep", "Share of word n-grams that repeat an earlier one of the answer.", order: 4) { $0.repeatedShare },
        repetition("distinct_n", "Different word n-grams per n-gram of the answer.", order: 2, direction: .higher) { $0.distinctShare },
        repetition("ngram_entropy", "Entropy of the answer's word n-grams in bits.", order: 1, range: .nonNegative, direction: .neutral) {
            $0.entropy
        },
        tokenRepetition, compression, loop,
        among("answers_distinct_n", "Different word n-grams per n-gram over all answers.", direction: .higher) { texts, order in
            NGramDiversity(texts, order: order).distinctShare
        },
        among("answers_unique_share", "Different answers per answer, byte for byte.", direction: .higher) { texts, _ in
            Double(Set(texts.map { Array($0.utf8) }).count) / Double(texts.count)
        },
        among("self_bleu", "Mean sentence BLEU (sacrebleu) of each answer against all others.", range: .percent, direction: .lower) {
            texts, _ in
            guard let score = SelfBleu.sacrebleu(texts) else { throw ScoringError.undefined(reason: "self-BLEU needs two answers") }
            return score
        },
    ]

    private static let topic = "repetition and diversity"

    private static func defined(
        _ name: String, _ summary: String, _ range: ScorerDefinition.Range, _ direction: ScorerDefinition.Direction,
        requires: SampleField = .outputs, source: String, blindTo: String
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: topic, summary: summary, range: range, direction: direction, requires: [requires], source: source,
            blindTo: blindTo)
    }

    private static func orderParameter(_ order: Int) -> ScorerParameter {
        ScorerParameter("n", .integer, default: .integer(Int64(order)), "Words per n-gram.")
    }

    private static func repetition(
        _ name: String, _ summary: String, order: Int, range: ScorerDefinition.Range = .unit,
        direction: ScorerDefinition.Direction = .lower, _ measure: @escaping @Sendable (NGramDiversity) -> Double
    ) -> ScorerEntry {
        let definition = defined(
            name, summary, range, direction, source: "Li et al. 2016, Welleck et al. 2020; words between white space",
            blindTo: "depends on length: long answers repeat more; scripts without spaces are one word")
        return ScorerEntry(definition, parameters: [orderParameter(order)]) { arguments in
            let order = min(max(1, arguments.integer("n") ?? order), 1000)
            return FunctionScorer(definition) { Score(measure(NGramDiversity([try $0.answer()], order: order))) }
        }
    }

    private static let tokenRepetition: ScorerEntry = {
        let definition = defined(
            "token_rep", "Share of words that occur among the words just before them.", .unit, .lower, source: "Welleck et al. 2020",
            blindTo: "function words repeat in good text too: compare, do not judge alone")
        let window = ScorerParameter("window", .integer, default: 128, "How many words back to look.")
        return ScorerEntry(definition, parameters: [window]) { arguments in
            let window = arguments.integer("window") ?? 128
            return FunctionScorer(definition) { Score(recentRepetition(try $0.answer(), window: window)) }
        }
    }()

    private static let compression = ScorerEntry(
        defined(
            "compression_ratio", "UTF-8 bytes per byte after zlib compression: high when the answer repeats itself.", .nonNegative, .lower,
            source: "zlib level 6", blindTo: "short answers (below 1 whatever they say); tables and code compress well")
    ) { sample in
        guard let ratio = compressionRatio(try sample.answer()) else { throw ScoringError.undefined(reason: "the answer is empty") }
        return Score(ratio)
    }

    private static let loop: ScorerEntry = {
        let definition = defined(
            "trailing_loop", "Share of the answer's words in the loop it ends in: the same words over and over.", .unit, .lower,
            source: "own definition; exact, by the Z-function", blindTo: "loops that vary a word, and loops before the end")
        let rounds = ScorerParameter("rounds", .integer, default: 3, "How often words must come back to back to count.")
        return ScorerEntry(definition, parameters: [rounds]) { arguments in
            let rounds = max(2, arguments.integer("rounds") ?? 3)
            return FunctionScorer(definition) { sample in
                let answer = try sample.answer()
                guard let loop = TrailingLoop(words: answer, atLeast: rounds) else { return Score(0) }
                let words = pythonWhitespaceSplit(Array(answer.utf8)).count
                return Score(
                    Double(loop.length) / Double(max(1, words)), rationale: "the last \(loop.period) words come \(loop.rounds) times")
            }
        }
    }()

    private static func among(
        _ name: String, _ summary: String, range: ScorerDefinition.Range = .unit, direction: ScorerDefinition.Direction,
        _ measure: @escaping @Sendable ([String], Int) throws -> Double
    ) -> ScorerEntry {
        let definition = defined(
            name, summary, range, direction, requires: .answers, source: "Li et al. 2016, Zhu et al. 2018",
            blindTo: "whether the differences matter: paraphrases count as diverse")
        let parameters = name == "answers_distinct_n" ? [orderParameter(2)] : []
        return ScorerEntry(definition, parameters: parameters) { arguments in
            let order = min(max(1, arguments.integer("n") ?? 2), 1000)
            return FunctionScorer(definition) { sample in
                let texts = try sample.texts(.answers)
                guard !texts.isEmpty else { throw ScoringError.undefined(reason: "there are no answers") }
                return Score(try measure(texts, order))
            }
        }
    }
}
