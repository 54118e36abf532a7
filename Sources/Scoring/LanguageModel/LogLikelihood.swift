#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The log-likelihood of one text under a language model, and the units it is spread over.
public struct LogLikelihood: Sendable, Hashable {
    /// The sum of the tokens' natural log probabilities; never positive.
    public var sum: Double
    /// Tokens.
    public var tokens: Int
    /// Words, as white space separates them.
    public var words: Int
    /// Bytes of UTF-8.
    public var bytes: Int

    /// A log-likelihood.
    public init(sum: Double, tokens: Int, words: Int, bytes: Int) {
        (self.sum, self.tokens, self.words, self.bytes) = (sum, tokens, words, bytes)
    }

    /// The log-likelihood of a text from its tokens' log probabilities.
    public init(logprobs: [Double], text: String) {
        let bytes = Array(text.utf8)
        self.init(
            sum: logprobs.reduce(0, +), tokens: logprobs.count, words: pythonWhitespaceSplit(bytes).count, bytes: bytes.count)
    }

    /// Both texts together: corpus figures pool likelihoods and units.
    public static func + (left: LogLikelihood, right: LogLikelihood) -> LogLikelihood {
        LogLikelihood(
            sum: left.sum + right.sum, tokens: left.tokens + right.tokens, words: left.words + right.words, bytes: left.bytes + right.bytes)
    }

    /// The exponential of the mean negative log-likelihood of a token; NaN without tokens. Depends on the tokenizer.
    public var perplexity: Double { exp(-sum / Double(tokens)) }
    /// The same for a word (lm-evaluation-harness); comparable across tokenizers. NaN or infinite without words.
    public var wordPerplexity: Double { exp(-sum / Double(words)) }
    /// The same for a byte (lm-evaluation-harness).
    public var bytePerplexity: Double { exp(-sum / Double(bytes)) }
    /// Bits of information per byte.
    public var bitsPerByte: Double { -sum / Double(bytes) / 0.693147180559945309417 }
}
