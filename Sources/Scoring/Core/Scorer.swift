/// A named, versioned function from one sample to scores.
///
/// The same scorer aggregates in an evaluation, decides in a gate, guards an answer and watches live traffic. Pure scorers implement
/// ``score(_:)`` as an ordinary function; only those that ask someone else (a judge, a command, a service) are asynchronous.
public protocol Scorer: Sendable {
    /// What the scorer measures, of what, on which scale.
    var definition: ScorerDefinition { get }

    /// The scores of one sample, one for each of ``ScorerDefinition/outputs`` and in their order.
    ///
    /// Throws ``ScoringError`` when there is none; the caller records the reason and goes on with the other samples.
    func score(_ sample: Sample) async throws -> [Score]
}

/// A scorer made of a definition and a pure function.
public struct FunctionScorer: Scorer {
    /// What the scorer measures, as it was given.
    public let definition: ScorerDefinition
    private let function: @Sendable (Sample) throws -> [Score]

    /// A scorer that gives one score for each of the definition's outputs.
    public init(_ definition: ScorerDefinition, scores function: @escaping @Sendable (Sample) throws -> [Score]) {
        self.definition = definition
        self.function = function
    }

    /// A scorer that gives a single score.
    public init(_ definition: ScorerDefinition, score function: @escaping @Sendable (Sample) throws -> Score) {
        self.init(definition, scores: { [try function($0)] })
    }

    /// The scores of a sample as the function gives them. Throws what that throws: ``ScoringError`` when there is none.
    public func score(_ sample: Sample) throws -> [Score] { try function(sample) }
}
