extension TwoProportions {
    /// Fisher's exact two-sided p-value: all tables with these margins that are at most as likely as the one seen.
    ///
    /// O(n) in the smaller margin.
    public var fisherExact: Double {
        let (total, passes) = (first.trials + second.trials, first.successes + second.successes)
        let range = max(0, passes - second.trials)...min(passes, first.trials)
        let limit = hypergeometricMass(first.successes, draws: first.trials, marked: passes, total: total) * (1 + 1e-7)
        var sum = CompensatedSum()
        for count in range {
            let mass = hypergeometricMass(count, draws: first.trials, marked: passes, total: total)
            if mass <= limit { sum.add(mass) }
        }
        return min(1, sum.value)
    }

    /// Fisher's exact one-sided p-value that the first's rate is higher.
    public var fisherFirstHigher: Double {
        let (total, passes) = (first.trials + second.trials, first.successes + second.successes)
        var sum = CompensatedSum()
        for count in first.successes...min(passes, first.trials) {
            sum.add(hypergeometricMass(count, draws: first.trials, marked: passes, total: total))
        }
        return min(1, sum.value)
    }
}

/// The probability of `count` marked ones among `draws` without replacement from `total`, of which `marked` are marked.
package func hypergeometricMass(_ count: Int, draws: Int, marked: Int, total: Int) -> Double {
    guard count >= 0, count <= draws, count <= marked, draws - count <= total - marked else { return 0 }
    let rate = Double(draws) / Double(total)
    if rate == 0 || rate == 1 { return 1 }
    let chosen = BinomialDistribution(trials: marked, rate: rate).mass(count)
    let others = BinomialDistribution(trials: total - marked, rate: rate).mass(draws - count)
    return chosen * others / BinomialDistribution(trials: total, rate: rate).mass(draws)
}
