import Scoring
import TouchstoneJSON

/// A scorer of a run under the names it is reported by.
struct ActiveScorer: Sendable {
    /// The scorer.
    let scorer: any Scorer
    /// One name for each of the scorer's outputs.
    let names: [String]
    /// When one sample passes.
    let passMark: PassMark?

    /// The scores of one sample; a failure becomes the error of every output, and the other scorers go on.
    nonisolated(nonsending) func outcomes(of sample: Sample) async throws(CancellationError) -> [ScoreOutcome] {
        do {
            for field in scorer.definition.requires where sample[field] == nil { throw ScoringError.missing(field) }
            let scores = try await scorer.score(sample)
            return zip(names, scores).map { ScoreOutcome(name: $0, score: $1, error: nil) }
        } catch let error as ScoringError {
            return names.map { name in
                let failure = error.isUnscored ? nil : error.description
                return ScoreOutcome(name: name, score: .unscored(error.description), error: failure, missing: error.missingField)
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
    /// The field that the sample lacks and the scorer needs.
    var missing: SampleField?
}

extension ScoringError {
    fileprivate var missingField: SampleField? {
        if case .missing(let field) = self { return field }
        return nil
    }
}

extension DataProblem {
    /// A row without a score: which, why, and which columns it has when the scorer needs another.
    init(_ outcome: ScoreOutcome, source: String, line: Int, columns: JSONObject) {
        let names = columns.filter { !$0.value.isNull }.map(\.key).joined(separator: ", ")
        let hint = outcome.missing == nil ? "" : "; the row has \(names)"
        self.init(source: source, line: line, reason: "\(outcome.name): \(outcome.score.reason ?? "no value")\(hint)")
    }
}
