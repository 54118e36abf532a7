#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The weights of one collection under one variant: how much a term counts, and how much one occurrence of it in a document adds.
struct BM25Weighting {
    /// In how many documents each term occurs.
    let documentFrequencies: [Int]
    /// The weight of each term.
    let termWeights: [Double]
    private let variant: BM25Variant
    private let parameters: BM25Parameters
    private let averageLength: Double

    init(_ builder: borrowing BM25Builder, _ variant: BM25Variant, _ parameters: BM25Parameters) {
        self.variant = variant
        self.parameters = parameters
        averageLength = builder.documentCount > 0 ? Double(builder.terms.count) / Double(builder.documentCount) : 0
        var frequencies = [Int](repeating: 0, count: builder.vocabulary.count)
        builder.forEachPosting { _, term, _ in frequencies[term] += 1 }
        let weights = Self.weights(frequencies, Double(builder.documentCount), variant, parameters.epsilon)
        (documentFrequencies, termWeights) = (frequencies, weights)
    }

    /// What a term that occurs `frequency` times in a document of `length` terms adds per occurrence in the query.
    func impact(_ term: Int, frequency: Int32, length: Int) -> Double {
        let f = Double(frequency)
        let (k1, delta) = (parameters.k1, parameters.delta)
        let lengthRatio = 1 - parameters.b + parameters.b * (averageLength > 0 ? Double(length) / averageLength : 0)
        let saturation: Double =
            switch variant {
            case .robertson, .lucene: f / (f + k1 * lengthRatio)
            case .atire, .okapi: f * (k1 + 1) / (f + k1 * lengthRatio)
            case .bm25plus: f * (k1 + 1) / (f + k1 * lengthRatio) + delta
            case .bm25l: (k1 + 1) * (f / lengthRatio + delta) / (k1 + f / lengthRatio + delta)
            }
        return saturation.isFinite ? termWeights[term] * saturation : 0
    }

    /// What a term adds to documents that lack it.
    func absence(_ term: Int) -> Double {
        let (k1, delta) = (parameters.k1, parameters.delta)
        return switch variant {
        case .robertson, .lucene, .atire, .okapi: 0
        case .bm25plus: termWeights[term] * delta
        case .bm25l: k1 + delta != 0 ? termWeights[term] * (k1 + 1) * delta / (k1 + delta) : 0
        }
    }

    private static func weights(_ frequencies: [Int], _ n: Double, _ variant: BM25Variant, _ epsilon: Double) -> [Double] {
        let weights = frequencies.map { count -> Double in
            let df = Double(count)
            return switch variant {
            case .robertson: max(0, log((n - df + 0.5) / (df + 0.5)))
            case .lucene: log(1 + (n - df + 0.5) / (df + 0.5))
            case .atire: log(n / df)
            case .bm25plus: log((n + 1) / df)
            case .bm25l: log((n + 1) / (df + 0.5))
            case .okapi: log(n - df + 0.5) - log(df + 0.5)
            }
        }
        guard variant == .okapi, !weights.isEmpty else { return weights }
        let floor = epsilon * weights.reduce(0, +) / Double(weights.count)
        return weights.map { $0 < 0 ? floor : $0 }
    }
}
