public import Scoring

extension ScorerChoice {
    /// The scorer of the catalogue or of code that is chosen. Throws ``ScorerArgumentError``, also for corpus metrics and for
    /// commands and services, which need a run around them.
    public func pureScorer() throws -> any Scorer {
        switch source {
        case .catalogue(let name, let arguments): try ScorerCatalogue.standard.scorer(name, arguments)
        case .custom(let scorer): scorer
        case .command, .endpoint: throw ScorerArgumentError("commands and services score within an evaluation only")
        }
    }
}
