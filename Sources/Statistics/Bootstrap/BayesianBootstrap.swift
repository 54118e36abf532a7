#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The probability that the mean of the units' population is positive, by the Bayesian bootstrap (Rubin 1981): Dirichlet(1, …, 1) weights.
///
/// - Parameters:
///   - sums: One finite value per independent unit: the difference of a pair, or the sum of a cluster's differences.
///   - draws: How many sets of weights.
/// - Throws: `Undefined` without values or for a value that is not finite.
public func probabilityPositive(_ sums: [Double], draws: Int = 4_000, seed: UInt64) throws(Undefined) -> Double {
    try requireFinite(sums)
    guard !sums.isEmpty else { throw Undefined("there are no values") }
    guard draws > 0 else { throw Undefined("the Bayesian bootstrap needs at least 1 draw") }
    let shares = DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: 8 * sums.count) { generator, results in
        for index in results.indices {
            var mean = 0.0
            for sum in sums { mean -= log1p(-generator.nextDouble()) * sum }
            results[index] = mean > 0 ? 1 : mean < 0 ? 0 : 0.5
        }
    }
    return shares.reduce(0, +) / Double(draws)
}
