/// Precision, recall and nDCG of the first k documents as MLflow defines them.
///
/// They differ from trec_eval's in their edges: precision divides by min(k, retrieved), repeated documents count each time, and the
/// ideal ranking of nDCG is no longer than what was retrieved, so that a single correct document scores 1 however many others exist.
/// Use ``TrecEvaluation`` to compare with published retrieval results. Source: MLflow 3.17.2.
public struct TopKRetrieval: Sendable {
    private let hits: [Bool]
    private let distinctHits: Int
    private let relevantCount: Int

    /// The first `k` of `retrieved` (best first) against the set of relevant documents. A `k` below 1 looks at nothing. O(k).
    public init(retrieved: some Sequence<String>, relevant: Set<String>, k: Int) {
        var seen: Set<String> = []
        hits = retrieved.prefix(max(0, k)).map { id in
            guard relevant.contains(id) else { return false }
            seen.insert(id)
            return true
        }
        distinctHits = seen.count
        relevantCount = relevant.count
    }

    private var hitCount: Int { hits.reduce(0) { $0 + ($1 ? 1 : 0) } }

    /// The share of the retrieved documents that are relevant; 0 when nothing was retrieved.
    public var precision: Double { hits.isEmpty ? 0 : Double(hitCount) / Double(hits.count) }

    /// The share of the relevant documents that were retrieved; with none relevant, 1 when nothing was retrieved either, else 0.
    public var recall: Double {
        relevantCount == 0 ? (hits.isEmpty ? 1 : 0) : Double(distinctHits) / Double(relevantCount)
    }

    /// Normalised discounted cumulative gain with binary gains; 1 when nothing is relevant and nothing was retrieved.
    public var ndcg: Double {
        if relevantCount == 0 || hits.isEmpty { return relevantCount == 0 && hits.isEmpty ? 1 : 0 }
        var gained = 0.0
        var ideal = 0.0
        let idealLength = min(relevantCount + hitCount - distinctHits, hits.count)
        for (rank, isHit) in hits.enumerated() {
            let discount = rankDiscount(rank)
            if isHit { gained += discount }
            if rank < idealLength { ideal += discount }
        }
        return gained / ideal
    }
}
