import Scoring

extension ActiveScorer {
    /// The same scores in the same order from fewer scorers: neighbours that begin with the same work become one.
    static func fused(_ scorers: [ActiveScorer]) -> [ActiveScorer] {
        scorers.reduce(into: []) { fused, next in
            if let last = fused.last, let both = (last.scorer as? any FusibleScorer)?.fused(with: next.scorer) {
                fused[fused.count - 1] = ActiveScorer(scorer: both, names: last.names + next.names, passMark: nil)
            } else {
                fused.append(next)
            }
        }
    }
}
