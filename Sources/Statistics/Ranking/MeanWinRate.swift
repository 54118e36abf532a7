/// The share of other models that each model beats, averaged over scenarios, ties counted half (HELM 2022).
///
/// Depends on which models take part; say so beside it.
///
/// - Parameters:
///   - scores: One list per model with its score on each scenario; nil or NaN where it did not take part.
///   - higherIsBetter: Per scenario; empty means always.
/// - Returns: Per model; nil for a model that was never compared.
/// - Throws: `Undefined` for lists of different lengths.
public func meanWinRates(_ scores: [[Double?]], higherIsBetter: [Bool] = []) throws(Undefined) -> [Double?] {
    let scenarios = scores.first?.count ?? 0
    guard scores.allSatisfy({ $0.count == scenarios }) else { throw Undefined("the models have different numbers of scenarios") }
    guard higherIsBetter.isEmpty || higherIsBetter.count == scenarios else {
        throw Undefined("\(higherIsBetter.count) polarities for \(scenarios) scenarios")
    }
    var sums = [Double](repeating: 0, count: scores.count)
    var counts = [Int](repeating: 0, count: scores.count)
    for scenario in 0..<scenarios {
        let sign = higherIsBetter.isEmpty || higherIsBetter[scenario] ? 1.0 : -1.0
        let present = scores.indices.filter { !(scores[$0][scenario] ?? .nan).isNaN }
        guard present.count > 1 else { continue }
        let values = present.map { sign * (scores[$0][scenario] ?? .nan) }
        let ranks = MidRanks(values).ranks
        for (model, rank) in zip(present, ranks) {
            sums[model] += (rank - 1) / Double(present.count - 1)
            counts[model] += 1
        }
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : nil }
}
