import TouchstoneJSON

extension ScorerEntry {
    /// Counts of tokens.
    static let tokens: [ScorerEntry] = [tokenCount]

    private static let tokenCount: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "token_count", topic: "length", summary: "Tokens of the answer, as a byte-pair encoding cuts it.", range: .nonNegative,
            direction: .neutral, requires: [.outputs], source: "MLflow 3.17.2 and tiktoken 0.14.0 (cl100k_base by default)",
            blindTo: "How other models' tokenizers would count; special tokens, which count as ordinary text.")
        let encoding = ScorerParameter(
            "encoding", .choice(["cl100k_base", "o200k_base", "approximate"]), default: "cl100k_base",
            "The vocabulary; `approximate` needs none and is a rule of thumb.")
        return ScorerEntry(definition, parameters: [encoding]) { arguments in
            let count = tokenCounter(arguments.text("encoding") ?? "cl100k_base")
            return FunctionScorer(definition) { (sample: Sample) throws -> Score in try count(sample.answer()) }
        }
    }()

    private static func tokenCounter(_ encoding: String) -> @Sendable (String) throws -> Score {
        switch encoding {
        case "approximate":
            return { Score(Double(approximateTokenCount($0)), rationale: "an approximation, made without a vocabulary") }
        case "o200k_base": return { text in try exactCount(StandardDictionaries.o200k, text) }
        default: return { text in try exactCount(StandardDictionaries.cl100k, text) }
        }
    }

    private static func exactCount(_ encoding: Result<BytePairEncoding, DictionaryError>, _ text: String) throws -> Score {
        switch encoding {
        case .success(let encoding): Score(Double(encoding.count(text)))
        case .failure(let error): throw ScoringError.undefined(reason: error.description)
        }
    }
}
