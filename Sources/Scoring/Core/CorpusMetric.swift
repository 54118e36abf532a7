/// What a corpus metric keeps of one sample: a few numbers and labels, whose meaning only the metric knows.
public struct CorpusRow: Sendable, Hashable {
    /// Counts, probabilities, values.
    public var numbers: [Double]
    /// Classes, groups, texts.
    public var labels: [String]

    /// A row.
    public init(numbers: [Double] = [], labels: [String] = []) {
        self.numbers = numbers
        self.labels = labels
    }
}

/// A figure of a whole set of samples that is no mean of per-sample scores: F1, AUC, R², corpus BLEU, bias over pairs.
///
/// Every sample is first reduced to a ``CorpusRow``; the rows, not the samples, are then kept, merged across workers and resampled by
/// a bootstrap. The order of the rows never matters.
public protocol CorpusMetric: Sendable {
    /// What is measured. `definition.outputs` names the values; range and direction hold for all of them.
    var definition: ScorerDefinition { get }

    /// What to keep of one sample. Throws ``ScoringError`` when the sample does not take part; the caller counts it and goes on.
    func row(of sample: Sample) throws -> CorpusRow

    /// The values over the given rows, one for each of the definition's outputs and in their order.
    ///
    /// A value that is not defined on these rows (recall of a class that is absent) is NaN; throws ``ScoringError/undefined(reason:)``
    /// when none is defined, and always for no rows.
    func values(of rows: [CorpusRow]) throws -> [Double]
}

/// A corpus metric made of a definition and two pure functions.
public struct FunctionCorpusMetric: CorpusMetric {
    /// What is measured, as it was given.
    public let definition: ScorerDefinition
    private let keep: @Sendable (Sample) throws -> CorpusRow
    private let compute: @Sendable ([CorpusRow]) throws -> [Double]

    /// A metric that keeps `row` of every sample and computes `values` of the rows; `values` never sees an empty list.
    public init(
        _ definition: ScorerDefinition, row keep: @escaping @Sendable (Sample) throws -> CorpusRow,
        values compute: @escaping @Sendable ([CorpusRow]) throws -> [Double]
    ) {
        self.definition = definition
        self.keep = keep
        self.compute = compute
    }

    /// What the first function keeps of a sample. Throws what that throws: ``ScoringError`` when the sample does not take part.
    public func row(of sample: Sample) throws -> CorpusRow { try keep(sample) }

    /// The values over the given rows, one for each of the definition's outputs; NaN for one that is not defined on these rows.
    ///
    /// Throws ``ScoringError/undefined(reason:)`` for no rows and when all values are NaN.
    public func values(of rows: [CorpusRow]) throws -> [Double] {
        guard !rows.isEmpty else { throw ScoringError.undefined(reason: "no sample takes part in \(definition.name)") }
        let values = try compute(rows)
        guard values.contains(where: { !$0.isNaN }) else {
            throw ScoringError.undefined(reason: "\(definition.name) is not defined on these \(rows.count) samples")
        }
        return values
    }
}

extension [CorpusRow] {
    /// The rows themselves, once each has at least so many numbers and labels; throws when one was made by another metric.
    func shaped(numbers: Int, labels: Int = 0) throws(ScoringError) -> [CorpusRow] {
        guard allSatisfy({ $0.numbers.count >= numbers && $0.labels.count >= labels }) else {
            throw .failed(reason: "a row lacks some of its \(numbers) numbers and \(labels) labels")
        }
        return self
    }
}
