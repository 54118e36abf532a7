#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How the interval of the difference of two independent rates is made.
public enum RateDifferenceMethod: String, Sendable, Hashable, CaseIterable {
    /// Wilson limits squared and added (Newcombe 1998): the default.
    case newcombe
    /// The score interval of Miettinen and Nurminen (1985).
    case miettinenNurminen = "miettinen-nurminen score"
    /// The score interval as statsmodels 0.15 computes it, for parity with reports made by it.
    ///
    /// Its restricted rates solve a cubic in which one group's size is replaced by its passes, so they are not the published ones.
    case statsmodelsScore = "score as in statsmodels"
    /// Wald's with one pass and one fail added to each sample (Agresti & Caffo 2000).
    case agrestiCaffo = "agresti-caffo"
    /// Wald's, for comparison only.
    case wald
}

extension TwoProportions {
    /// The interval of the difference of the rates.
    public func interval(level: Double = 0.95, method: RateDifferenceMethod = .newcombe) throws(Undefined) -> Interval {
        try requireLevel(level)
        let z = -Normal.quantile((1 - level) / 2)
        let (lower, upper) =
            switch method {
            case .newcombe: try newcombe(level)
            case .miettinenNurminen: score(z, weight: n2)
            case .statsmodelsScore: score(z, weight: k2)
            case .agrestiCaffo: Self.wald(z, k1 + 1, n1 + 2, k2 + 1, n2 + 2)
            case .wald: Self.wald(z, k1, n1, k2, n2)
            }
        return Interval(lower: lower, upper: upper, level: level, method: method.rawValue)
    }

    /// Miettinen and Nurminen's score statistic of the hypothesis that the rates differ by the given amount.
    public func scoreStatistic(at shift: Double) -> Double {
        let (distance, variance) = (difference - shift, scoreVariance(at: shift, weight: n2))
        if variance > 0 { return distance / variance.squareRoot() }
        return distance == 0 ? 0 : distance > 0 ? .infinity : -.infinity
    }

    private func newcombe(_ level: Double) throws(Undefined) -> (Double, Double) {
        let one = try proportionInterval(successes: first.successes, of: first.trials, level: level)
        let other = try proportionInterval(successes: second.successes, of: second.trials, level: level)
        let (below, above) = (firstRate - one.lower, one.upper - firstRate)
        let (otherBelow, otherAbove) = (secondRate - other.lower, other.upper - secondRate)
        return (
            difference - (below * below + otherAbove * otherAbove).squareRoot(),
            difference + (above * above + otherBelow * otherBelow).squareRoot()
        )
    }

    private func score(_ z: Double, weight: Double) -> (Double, Double) {
        let bounds = scoreBounds(around: difference) { shift in
            let distance = difference - shift
            return distance * distance - z * z * scoreVariance(at: shift, weight: weight)
        }
        return (bounds.lower, bounds.upper)
    }

    /// The variance of the difference with both rates at their maximum likelihood given the shift, times N / (N − 1).
    private func scoreVariance(at shift: Double, weight: Double) -> Double {
        let rate2 = min(1, max(0, secondRateGiven(shift, weight)))
        let rate1 = min(1, max(0, rate2 + shift))
        let total = n1 + n2
        return (rate1 * (1 - rate1) / n1 + rate2 * (1 - rate2) / n2) * total / (total - 1)
    }

    /// The root of the likelihood's cubic, in closed form; `weight` is n₂ in the published one.
    private func secondRateGiven(_ shift: Double, _ weight: Double) -> Double {
        let (total, passes) = (n1 + n2, k1 + k2)
        let l2 = ((n1 + 2 * n2) * shift - total - passes) / total
        let l1 = ((weight * shift - total - 2 * k2) * shift + passes) / total
        let l0 = k2 * shift * (1 - shift) / total
        let q = l2 * l2 * l2 / 27 - l1 * l2 / 6 + l0 / 2
        let size = max(0, l2 * l2 / 9 - l1 / 3).squareRoot()
        let p = q < 0 ? -size : size
        guard p != 0 else { return -l2 / 3 }
        let angle = (Double.pi + acos(min(1, max(-1, q / (p * p * p))))) / 3
        return 2 * p * cos(angle) - l2 / 3
    }

    private static func wald(_ z: Double, _ k1: Double, _ n1: Double, _ k2: Double, _ n2: Double) -> (Double, Double) {
        let (p1, p2) = (k1 / n1, k2 / n2)
        let half = z * (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2).squareRoot()
        return (p1 - p2 - half, p1 - p2 + half)
    }
}
