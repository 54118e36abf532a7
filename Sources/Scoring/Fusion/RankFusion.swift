/// Ways to make one ranking of several.
public enum FusionMethod: Sendable, Hashable {
    /// Reciprocal rank fusion (Cormack et al. 2009): the sum of 1 / (k + rank), ranks from 1; usual k is 60.
    case reciprocalRank(k: Double)
    /// CombSUM (Fox, Shaw 1994): the sum of scores, each run scaled to 0...1.
    case sum
    /// The sum of scores as they are, for runs on one scale.
    case unscaledSum
    /// CombMNZ (Fox, Shaw 1994): CombSUM times the number of runs that hold the document.
    case sumTimesHits
    /// Inverse square rank (Mourão et al. 2013): the sum of 1 / rank^2, times the number of runs that hold the document.
    case inverseSquareRank
    /// A weighted sum of scores, each run scaled to 0...1; one weight per run, missing ones count 0.
    case convex(weights: [Double])
}

/// The documents of several runs under one score each, best first, ties in the order of first appearance.
///
/// Ranks come from each run's scores, highest first, ties in their given order; of a document that occurs twice in a run the first
/// counts. Documents that a run lacks gain nothing from it. A run whose scores are all alike is scaled to 0, as ranx 0.3.21 does.
/// O(n log n) over all documents.
public func fusedRanking(_ runs: [[RankedDocument]], _ method: FusionMethod) -> [RankedDocument] {
    var places: [String: Int] = [:]
    var fused: [(document: RankedDocument, hits: Int)] = []
    for (number, run) in runs.enumerated() {
        for (document, part) in contributions(of: run, number, method) {
            if let place = places[document] {
                fused[place].document.score += part
                fused[place].hits += 1
            } else {
                places[document] = fused.count
                fused.append((RankedDocument(id: document, score: part), 1))
            }
        }
    }
    let documents = fused.map { entry in
        switch method {
        case .sumTimesHits, .inverseSquareRank:
            RankedDocument(id: entry.document.id, score: entry.document.score * Double(entry.hits))
        case .reciprocalRank, .sum, .unscaledSum, .convex: entry.document
        }
    }
    return inRankOrder(documents)
}

/// What one run gives each of its documents, best first.
private func contributions(of run: [RankedDocument], _ number: Int, _ method: FusionMethod) -> [(String, Double)] {
    var seen = Set<String>(minimumCapacity: run.count)
    let ranked = inRankOrder(run.filter { seen.insert($0.id).inserted && $0.score.isFinite })
    let (best, worst) = (ranked.first?.score ?? 0, ranked.last?.score ?? 0)
    let span = max(best - worst, 1e-9)
    return ranked.enumerated().map { rank, document in
        let scaled = span.isFinite ? (document.score - worst) / span : 0
        let part: Double =
            switch method {
            case .reciprocalRank(let k): 1 / (k + Double(rank + 1))
            case .sum, .sumTimesHits: scaled
            case .unscaledSum: document.score
            case .inverseSquareRank: 1 / (Double(rank + 1) * Double(rank + 1))
            case .convex(let weights): number < weights.count ? weights[number] * scaled : 0
            }
        return (document.id, part.isFinite ? part : 0)
    }
}

private func inRankOrder(_ documents: [RankedDocument]) -> [RankedDocument] {
    let order = documents.indices.sorted { left, right in
        documents[left].score != documents[right].score ? documents[left].score > documents[right].score : left < right
    }
    return order.map { documents[$0] }
}
