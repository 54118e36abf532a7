extension PairedCounts {
    /// Tango's score interval of the difference of the rates (1998): the default; holds its level at small n and near the ends.
    public func tangoInterval(level: Double = 0.95) throws(Undefined) -> Interval {
        try requireLevel(level)
        let z = -Normal.quantile((1 - level) / 2)
        func excess(_ difference: Double) -> Double {
            let distance = b - c - n * difference
            return distance * distance - z * z * scoreVariance(at: difference)
        }
        let bounds = scoreBounds(around: difference, excess)
        return Interval(lower: bounds.lower, upper: bounds.upper, level: level, method: "tango score")
    }

    /// The score statistic of the hypothesis that the rates differ by the given amount; infinite where no variance is left.
    public func scoreStatistic(at difference: Double) -> Double {
        let distance = b - c - n * difference
        let variance = scoreVariance(at: difference)
        if variance > 0 { return distance / variance.squareRoot() }
        return distance == 0 ? 0 : distance > 0 ? .infinity : -.infinity
    }

    /// n (2 q̃ + D (1 − D)), with q̃ the maximum-likelihood share of pairs that only the second passes, given D.
    private func scoreVariance(at difference: Double) -> Double {
        let a2 = 2 * n
        let b2 = -b - c + (2 * n - b + c) * difference
        let c2 = -c * difference * (1 - difference)
        let share = (max(0, b2 * b2 - 4 * a2 * c2).squareRoot() - b2) / (2 * a2)
        return max(0, n * (2 * share + difference * (1 - difference)))
    }

    /// Newcombe's hybrid score interval of the difference (1998, method 10): Wilson limits combined through their correlation.
    public func newcombeInterval(level: Double = 0.95) throws(Undefined) -> Interval {
        let first = try proportionInterval(successes: both + onlyFirst, of: pairs, level: level)
        let second = try proportionInterval(successes: both + onlySecond, of: pairs, level: level)
        let (belowFirst, aboveFirst) = (firstRate - first.lower, first.upper - firstRate)
        let (belowSecond, aboveSecond) = (secondRate - second.lower, second.upper - secondRate)
        func combined(_ one: Double, _ other: Double) -> Double {
            max(0, one * one - 2 * correlation * one * other + other * other).squareRoot()
        }
        return Interval(
            lower: max(-1, difference - combined(belowFirst, aboveSecond)),
            upper: min(1, difference + combined(aboveFirst, belowSecond)), level: level, method: "newcombe paired")
    }

    /// Newcombe's φ of the two systems, drawn towards 0 where it is positive.
    private var correlation: Double {
        let (a, d) = (Double(both), Double(neither))
        let margins = (a + b) * (c + d) * (a + c) * (b + d)
        guard margins > 0 else { return 0 }
        let product = a * d - b * c
        return (product > 0 ? max(product - n / 2, 0) : product) / margins.squareRoot()
    }
}

/// The two roots of a score equation on either side of the estimate, −1 or 1 where there is none.
func scoreBounds(around estimate: Double, _ excess: (Double) -> Double) -> (lower: Double, upper: Double) {
    let step = 1e-10
    var (lower, upper) = (-1.0, 1.0)
    if estimate - step > -1, let root = bracketedRoot(in: -1...(estimate - step), excess) { lower = root }
    if estimate + step < 1, let root = bracketedRoot(in: (estimate + step)...1, excess) { upper = root }
    return (lower, upper)
}
