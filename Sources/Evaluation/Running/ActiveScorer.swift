import Scoring

/// A scorer of a run under the names it is reported by.
struct ActiveScorer: Sendable {
    /// The scorer.
    let scorer: any Scorer
    /// One name for each of the scorer's outputs.
    let names: [String]
    /// When one sample passes.
    let passMark: PassMark?

    /// The scores of one sample; a failure becomes the error of every output, and the other scorers go on.
    func outcomes(of sample: Sample) async throws(CancellationError) -> [ScoreOutcome] {
        do {
            for field in scorer.definition.requires where sample[field] == nil { throw ScoringError.missing(field) }
            let scores = try await scorer.score(sample)
            return zip(names, scores).map { ScoreOutcome(name: $0, score: $1, error: nil) }
        } catch let error as ScoringError {
            return names.map { name in
                error.isUnscored
                    ? ScoreOutcome(name: name, score: .unscored(error.description), error: nil)
                    : ScoreOutcome(name: name, score: .unscored(error.description), error: error.description)
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return names.map { ScoreOutcome(name: $0, score: .unscored("\(error)"), error: "\(error)") }
        }
    }
}

/// What one scorer said of one sample under one name.
struct ScoreOutcome: Sendable, Hashable {
    /// The name of the score.
    let name: String
    /// The score; without value when there is none.
    let score: Score
    /// Why the scorer failed; nil when it did not.
    let error: String?
}
