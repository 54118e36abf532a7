import Models
import Scoring

/// What an evaluation finds out before it needs its store.
package struct EvaluationPreparation: Sendable {
    let external: ExternalScorers
    let scorers: ScorerSet
    let prices: PriceTable
    /// The scan of each dataset; nil for one that can be read only once.
    let scans: [DataScan?]
}

extension Evaluation {
    /// Checks scorers, prices and gates, looks through the data, and readies what models and scorers need, such as connections and
    /// dictionaries. Done while the store is being opened, it costs no time. Throws as ``run(control:progress:)`` does.
    package func prepare() async throws -> EvaluationPreparation {
        let external = ExternalScorers(environment: options.environment)
        let scorers = try ScorerSet(specification.scorers, external: external.scorer)
        let prices = try specification.pricesFile.map { try PriceTable(file: $0) } ?? PriceTable()
        try specification.checkGates(scorers.definitions)
        async let warming: Void = ScorerSet.warm(specification.scorers)
        if let cells = try? specification.cells(), cells.contains(where: { $0.model?.isRemote ?? false }) { ModelSpecification.warmUp() }
        let scans = try await DataScanner().scans(of: specification.datasets)
        await warming
        return EvaluationPreparation(external: external, scorers: scorers, prices: prices, scans: scans)
    }
}
