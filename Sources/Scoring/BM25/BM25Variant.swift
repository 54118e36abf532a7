/// Which of the formulas called BM25.
///
/// They share the saturation of term frequency f and the normalisation of document length, K = k1 (1 - b + b |d| / average |d|), and
/// differ in the weight of rare terms and in what absent terms contribute. See Kamphuis et al. 2020, "Which BM25 do you mean?".
public enum BM25Variant: String, Sendable, Hashable, CaseIterable {
    /// Robertson et al. 1994: ln((N - df + 0.5) / (df + 0.5)), 0 for terms in more than half of the documents; f / (f + K).
    case robertson
    /// Lucene since 8: ln(1 + (N - df + 0.5) / (df + 0.5)); f / (f + K), with exact document lengths.
    case lucene
    /// ATIRE (Trotman et al. 2012): ln(N / df); f (k1 + 1) / (f + K).
    case atire
    /// BM25L (Lv, Zhai 2011): ln((N + 1) / (df + 0.5)); long documents are helped by delta, which absent terms receive too.
    case bm25l
    /// BM25+ (Lv, Zhai 2011): ln((N + 1) / df); every document receives at least delta per query term.
    case bm25plus = "bm25+"
    /// rank_bm25's `BM25Okapi`: ln(N - df + 0.5) - ln(df + 0.5), negative ones replaced by epsilon times the mean; f (k1 + 1) / (f + K).
    case okapi
}

/// The constants of BM25.
public struct BM25Parameters: Sendable, Hashable {
    /// How soon further occurrences of a term stop counting.
    public var k1: Double
    /// How much long documents are held back, from 0 (not) to 1 (fully).
    public var b: Double
    /// The bonus of ``BM25Variant/bm25l`` and ``BM25Variant/bm25plus``.
    public var delta: Double
    /// The share of the mean weight that too frequent terms keep in ``BM25Variant/okapi``.
    public var epsilon: Double

    /// Constants; the defaults are those of bm25s and rank_bm25 (Lucene uses 1.2 and 0.75, Anserini 0.9 and 0.4).
    public init(k1: Double = 1.5, b: Double = 0.75, delta: Double = 0.5, epsilon: Double = 0.25) {
        self.k1 = k1
        self.b = b
        self.delta = delta
        self.epsilon = epsilon
    }
}
