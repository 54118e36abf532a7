/// A retriever over texts with vectors: BM25 and cosine similarity, fused.
///
/// Vectors come from outside, one per text. What ``search(_:vector:_:)`` returns goes into the field `retrieved` and is then scored
/// like any other ranking, so that lexical, dense and hybrid retrieval are compared on the same judgements.
public struct HybridIndex: Sendable {
    /// How the two rankings become one.
    public enum Mix: Sendable, Hashable {
        /// Reciprocal rank fusion with the usual constant of 60.
        case reciprocalRank(k: Double = 60)
        /// `alpha` times the scaled cosine plus 1 - `alpha` times the scaled BM25 score; each is scaled between the lowest value it
        /// can have (-1 and 0) and the highest found, so that a single hit counts in full (Bruch et al. 2023, doi:10.1145/3596512).
        case convex(alpha: Double)
    }

    /// The lexical half.
    public let lexical: BM25Index
    private let vectors: [Float]
    private let dimensions: Int
    private let ids: [String]

    /// Indexes texts under their identifiers. Throws when the three lists differ in length or the vectors among themselves.
    public init(
        ids: [String], documents: [String], vectors: [[Float]], variant: BM25Variant = .lucene,
        parameters: BM25Parameters = BM25Parameters()
    ) throws(ScoringError) {
        let dimensions = vectors.first?.count ?? 0
        guard ids.count == documents.count, vectors.count == ids.count, vectors.allSatisfy({ $0.count == dimensions }) else {
            throw .failed(reason: "a hybrid index needs one id and one vector of the same length for every document")
        }
        (self.ids, self.dimensions) = (ids, dimensions)
        self.vectors = vectors.flatMap(unitLength)
        lexical = BM25Index(documents: documents, variant: variant, parameters: parameters)
    }

    /// The `k` best documents, each half contributing its `depth` best. O(documents × dimensions).
    public func search(
        _ query: String, vector: [Float], _ k: Int, mix: Mix = .reciprocalRank(), depth: Int = 1000
    ) throws(ScoringError) -> [RankedDocument] {
        let dense = try nearest(to: vector, depth)
        let sparse = lexical.search(query, depth).map { RankedDocument(id: ids[$0.document], score: $0.score) }
        let fused =
            switch mix {
            case .reciprocalRank(let k): fusedRanking([dense, sparse], .reciprocalRank(k: k))
            case .convex(let alpha):
                fusedRanking([scaled(dense, from: -1, by: alpha), scaled(sparse, from: 0, by: 1 - alpha)], .unscaledSum)
            }
        return Array(fused.prefix(max(0, k)))
    }

    /// The `k` documents whose vectors have the highest cosine with the query's, best first. O(documents × dimensions).
    public func nearest(to vector: [Float], _ k: Int) throws(ScoringError) -> [RankedDocument] {
        guard vector.count == dimensions else {
            throw .failed(reason: "the query's vector has \(vector.count) numbers, the documents' have \(dimensions)")
        }
        let query = unitLength(vector)
        var top = TopDocuments(limit: max(0, min(k, ids.count)))
        for document in ids.indices {
            var product: Float = 0
            let start = document * dimensions
            for offset in 0..<dimensions { product += query[offset] * vectors[start + offset] }
            let place = Int32(truncatingIfNeeded: document)
            if top.admits(Double(product), place) { top.insert(Double(product), place) }
        }
        return top.bestFirst().map { RankedDocument(id: ids[Int($0.document)], score: $0.score) }
    }
}

/// Scores between a lowest value and the highest found, as shares of that span, times a weight.
private func scaled(_ documents: [RankedDocument], from lowest: Double, by weight: Double) -> [RankedDocument] {
    let span = max((documents.first?.score ?? 0) - lowest, 1e-9)
    return documents.map { RankedDocument(id: $0.id, score: weight * ($0.score - lowest) / span) }
}

/// A vector scaled to length 1; one without length or with numbers that are not finite becomes zeros.
private func unitLength(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0, length.isFinite else { return vector.map { _ in 0 } }
    return vector.map { Float(Double($0) / length) }
}
