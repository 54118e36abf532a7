import Statistics
import TouchstoneJSON

private let likelihoodTopic = "language model"
private let likelihoodBlindness = "truth and usefulness: bland text is likely; only as good as the provider's log probabilities"

extension ScorerEntry {
    /// The scorers of log probabilities.
    static let likelihood: [ScorerEntry] = [
        ScorerEntry(
            ScorerDefinition(
                name: "perplexity", topic: likelihoodTopic,
                summary: "The exponential of the mean negative log probability of the answer's tokens.",
                range: .numbers(lower: 1, upper: .infinity), direction: .lower, requires: [.logprobs],
                source: "Hugging Face evaluate perplexity, from the provider's log probabilities", blindTo: likelihoodBlindness)
        ) { sample in
            let logprobs = try finiteLogprobs(of: sample)
            return Score(LogLikelihood(logprobs: logprobs, text: "").perplexity)
        },
        ScorerEntry(
            ScorerDefinition(
                name: "mean_logprob", topic: likelihoodTopic, summary: "The mean log probability of the answer's tokens, in nats.",
                range: .numbers(lower: -.infinity, upper: 0), requires: [.logprobs], source: "the definition", blindTo: likelihoodBlindness)
        ) { sample in
            let logprobs = try finiteLogprobs(of: sample)
            return Score(logprobs.reduce(0, +) / Double(logprobs.count))
        },
    ]
}

extension CorpusMetricEntry {
    /// The metrics of the log-likelihood of a whole corpus.
    static let likelihood: [CorpusMetricEntry] = [
        CorpusMetricEntry(
            ScorerDefinition(
                name: "corpus_perplexity", topic: likelihoodTopic,
                summary: "Pooled over the corpus: perplexity of a token, a word and a byte, and bits per byte.",
                outputs: ["token_perplexity", "word_perplexity", "byte_perplexity", "bits_per_byte"], range: .nonNegative,
                direction: .lower, requires: [.outputs, .logprobs],
                source: "lm-evaluation-harness word_perplexity, byte_perplexity, bits_per_byte", blindTo: likelihoodBlindness),
            row: { sample in
                let part = LogLikelihood(logprobs: try finiteLogprobs(of: sample), text: try sample.answer())
                return CorpusRow(numbers: [part.sum, Double(part.tokens), Double(part.words), Double(part.bytes)])
            },
            values: { rows in
                let rows = try rows.shaped(numbers: 4)
                let sums = (0..<4).map { position in ExactSum(rows.lazy.map { $0.numbers[position] }).value }
                let counts = sums.dropFirst().map { Int(exactly: $0) ?? 0 }
                let all = LogLikelihood(sum: sums[0], tokens: counts[0], words: counts[1], bytes: counts[2])
                return [all.perplexity, all.wordPerplexity, all.bytePerplexity, all.bitsPerByte].map { $0.isFinite ? $0 : .nan }
            })
    ]
}

private func finiteLogprobs(of sample: Sample) throws(ScoringError) -> [Double] {
    let logprobs = try sample.numbers(.logprobs)
    guard !logprobs.isEmpty else { throw .undefined(reason: "there are no tokens with log probabilities") }
    guard logprobs.allSatisfy({ $0.isFinite && $0 <= 1e-6 }) else {
        throw .failed(reason: "log probabilities are finite and not greater than 0")
    }
    return logprobs
}
