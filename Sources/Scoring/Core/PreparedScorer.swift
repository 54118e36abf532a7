/// A scorer that can do its work together with the next one.
package protocol FusibleScorer: Scorer {
    /// One scorer that gives the scores of both, this one's first; nil when they have no work in common.
    func fused(with next: any Scorer) -> (any FusibleScorer)?
}

/// A scorer whose work begins with something that others need as well: tokens that are cut, words that are counted.
///
/// Scorers of the same preparation can be made into one that prepares each sample once.
struct PreparedScorer<Prepared>: FusibleScorer {
    let definition: ScorerDefinition
    private let preparation: String?
    private let prepare: @Sendable (Sample) throws -> Prepared
    private let scores: @Sendable (Prepared) -> [Score]

    /// A scorer.
    ///
    /// - Parameters:
    ///   - preparation: what `prepare` depends on beside the sample; nil when any preparation of the same type serves as well.
    ///   - scores: one score for each of the definition's outputs.
    init(
        _ definition: ScorerDefinition, preparation: String?, prepare: @escaping @Sendable (Sample) throws -> Prepared,
        scores: @escaping @Sendable (Prepared) -> [Score]
    ) {
        self.definition = definition
        self.preparation = preparation
        self.prepare = prepare
        self.scores = scores
    }

    func score(_ sample: Sample) throws -> [Score] { scores(try prepare(sample)) }

    func fused(with next: any Scorer) -> (any FusibleScorer)? {
        guard let next = next as? Self, next.definition.requires == definition.requires else { return nil }
        guard preparation == nil || next.preparation == nil || preparation == next.preparation else { return nil }
        var both = definition
        both.outputs += next.definition.outputs
        return Self(both, preparation: preparation ?? next.preparation, prepare: preparation == nil ? next.prepare : prepare) {
            [scores] prepared in scores(prepared) + next.scores(prepared)
        }
    }
}
