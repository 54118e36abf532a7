/// How the interval of a rate is made.
public enum ProportionMethod: String, Sendable, Hashable, CaseIterable {
    /// Wald's, for comparison only: far too narrow near 0 and 1.
    case wald
    /// Wilson's score interval (1927): the default.
    case wilson
    /// Wilson's with Newcombe's continuity correction (1998).
    case wilsonContinuity = "wilson with continuity correction"
    /// Agresti and Coull's (1998).
    case agrestiCoull = "agresti-coull"
    /// Clopper and Pearson's exact interval (1934), never below its level: for guarantees and gates.
    case clopperPearson = "clopper-pearson"
    /// Quantiles of the posterior under Jeffreys' prior.
    case jeffreys
    /// Jeffreys' with the ends 0 and 1 where nothing or everything succeeded (Brown, Cai & DasGupta 2001).
    case jeffreysModified = "jeffreys modified"
    /// Quantiles of the posterior under a uniform prior.
    case uniformPosterior = "beta posterior"
}

/// Which bounds an interval has.
public enum IntervalSides: Sendable, Hashable {
    /// Both.
    case both
    /// A lower bound alone; the upper is infinity.
    case lower
    /// An upper bound alone; the lower is minus infinity.
    case upper
}

/// The interval of a rate from independent passes and fails.
///
/// - Parameters:
///   - successes: How many passed, 0…trials.
///   - trials: How many there were, at least 1.
///   - level: The coverage, such as 0.95.
///   - method: How it is made; Wilson's unless a guarantee is needed.
///   - sides: Both bounds, or one for a gate.
/// - Throws: `Undefined` without trials or with counts that make no sense.
public func proportionInterval(
    successes: Int, of trials: Int, level: Double = 0.95, method: ProportionMethod = .wilson, sides: IntervalSides = .both
) throws(Undefined) -> Interval {
    guard trials > 0 else { throw Undefined("a rate needs at least 1 trial, got \(trials)") }
    guard successes >= 0, successes <= trials else { throw Undefined("\(successes) successes of \(trials) trials make no rate") }
    try requireLevel(level)
    let tail = sides == .both ? (1 - level) / 2 : 1 - level
    let limits = ProportionLimits(successes: Double(successes), trials: Double(trials), tail: tail)
    let (lower, upper) = limits.bounds(method)
    return Interval(
        lower: sides == .upper ? -.infinity : lower, upper: sides == .lower ? .infinity : upper, level: level, method: method.rawValue)
}

/// The bounds that leave `tail` on each side.
private struct ProportionLimits {
    let successes: Double
    let trials: Double
    let tail: Double

    private var rate: Double { successes / trials }
    private var failures: Double { trials - successes }
    private var z: Double { -Normal.quantile(tail) }

    func bounds(_ method: ProportionMethod) -> (Double, Double) {
        switch method {
        case .wald: wald(rate, trials)
        case .wilson: wilson()
        case .wilsonContinuity: wilsonContinuity()
        case .agrestiCoull: wald((successes + z * z / 2) / (trials + z * z), trials + z * z)
        case .clopperPearson: clopperPearson()
        case .jeffreys: posterior(0.5)
        case .jeffreysModified: ends(posterior(0.5))
        case .uniformPosterior: posterior(1)
        }
    }

    private func wald(_ rate: Double, _ trials: Double) -> (Double, Double) {
        let half = z * (rate * (1 - rate) / trials).squareRoot()
        return (max(0, rate - half), min(1, rate + half))
    }

    private func wilson() -> (Double, Double) {
        let square = z * z
        let denominator = 1 + square / trials
        let centre = (rate + square / (2 * trials)) / denominator
        let half = z / denominator * (rate * (1 - rate) / trials + square / (4 * trials * trials)).squareRoot()
        return ends((max(0, centre - half), min(1, centre + half)))
    }

    private func wilsonContinuity() -> (Double, Double) {
        let square = z * z
        let denominator = 2 * (trials + square)
        let centre = (2 * successes + square) / denominator
        let below = square - 2 - 1 / trials + 4 * rate * (failures + 1)
        let above = square + 2 - 1 / trials + 4 * rate * (failures - 1)
        let lower = centre - (1 + z * max(0, below).squareRoot()) / denominator
        let upper = centre + (1 + z * max(0, above).squareRoot()) / denominator
        return ends((max(0, lower), min(1, upper)))
    }

    private func clopperPearson() -> (Double, Double) {
        (
            successes == 0 ? 0 : BetaDistribution(successes, failures + 1).quantile(tail),
            failures == 0 ? 1 : BetaDistribution(successes + 1, failures).quantile(1 - tail)
        )
    }

    private func posterior(_ prior: Double) -> (Double, Double) {
        let beta = BetaDistribution(successes + prior, failures + prior)
        return (beta.quantile(tail), beta.quantile(1 - tail))
    }

    private func ends(_ bounds: (Double, Double)) -> (Double, Double) {
        (successes == 0 ? 0 : bounds.0, failures == 0 ? 1 : bounds.1)
    }
}
