extension RatingTable {
    /// Cohen's kappa (1960), or weighted kappa (1968): agreement beyond what the two raters' own frequencies would give.
    ///
    /// At most 1; 0 means chance. Misleading when nearly all items are of one category: see `gwet(weights:)`. Throws when both
    /// raters gave one and the same category only.
    public func kappa(weights: AgreementWeights = .identity) throws -> Double {
        if weights == .identity { return try simpleKappa().kappa }
        let (rows, columns) = (rowTotals.map(Double.init), columnTotals.map(Double.init))
        var (observed, expected) = (0.0, 0.0)
        for first in 0..<categories {
            for second in 0..<categories {
                let penalty = 1 - weights.credit(first, second, of: categories)
                observed += penalty * Double(counts[first * categories + second])
                expected += penalty * rows[first] * columns[second]
            }
        }
        guard expected > 0 else { throw Undefined(Self.constant) }
        return 1 - observed * Double(total) / expected
    }

    /// The large-sample standard error of unweighted kappa (Fleiss, Cohen & Everitt 1969).
    ///
    /// Throws when kappa is undefined, or when its variance is not positive, as when a rater used one category only.
    public func kappaStandardError() throws -> Double {
        let shares = try simpleKappa()
        let (kappa, chance, rows, columns) = (shares.kappa, shares.chance, shares.rows, shares.columns)
        let n = Double(total)
        var (diagonal, others) = ([Double](), [Double]())
        for first in 0..<categories {
            for second in 0..<categories {
                let share = Double(counts[first * categories + second]) / n
                if first == second {
                    let factor = 1 - (rows[first] + columns[first]) * (1 - kappa)
                    diagonal.append(share * (factor * factor))
                    others.append(0)
                } else {
                    let margins = columns[first] + rows[second]
                    others.append(share * (margins * margins))
                }
            }
        }
        let remainder = kappa - chance * (1 - kappa)
        let spread = pairwiseSum(diagonal) + (1 - kappa) * (1 - kappa) * pairwiseSum(others) - remainder * remainder
        let variance = spread / ((1 - chance) * (1 - chance)) / n
        guard variance >= 0 else { throw Undefined("the variance of kappa is not positive: a rater used one category only") }
        return variance.squareRoot()
    }

    /// The standard error of unweighted kappa if the raters agreed by chance only; for a test of kappa = 0.
    public func kappaNullStandardError() throws -> Double {
        let shares = try simpleKappa()
        let (chance, rows, columns) = (shares.chance, shares.rows, shares.columns)
        let third = pairwiseSum((0..<categories).map { columns[$0] * rows[$0] * (columns[$0] + rows[$0]) })
        let variance = (chance + chance * chance - third) / ((1 - chance) * (1 - chance) * Double(total))
        guard variance >= 0 else { throw Undefined("the variance of kappa is not positive: a rater used one category only") }
        return variance.squareRoot()
    }

    /// The normal interval of unweighted kappa. A bootstrap over clusters is better below some 50 items.
    public func kappaInterval(level: Double = 0.95) throws -> Interval {
        try requireLevel(level)
        let (kappa, half) = (try kappa(), try -Normal.quantile((1 - level) / 2) * kappaStandardError())
        return Interval(lower: kappa - half, upper: kappa + half, level: level, method: "normal, Fleiss-Cohen-Everitt")
    }

    private static let constant = "both raters gave one and the same category to every item"

    private struct Shares {
        let kappa, chance: Double
        let rows, columns: [Double]
    }

    private func simpleKappa() throws -> Shares {
        let n = Double(total)
        let (rows, columns) = (rowTotals.map { Double($0) / n }, columnTotals.map { Double($0) / n })
        let chance = pairwiseSum((0..<categories).map { columns[$0] * rows[$0] })
        guard rows.allSatisfy({ $0 < 1 }) || columns.allSatisfy({ $0 < 1 }) || agreements < total, chance < 1 else {
            throw Undefined(Self.constant)
        }
        return Shares(kappa: (Double(agreements) / n - chance) / (1 - chance), chance: chance, rows: rows, columns: columns)
    }
}

/// The sum by eight interleaved accumulators, so that variances which cancel to zero do so as in the reference implementation.
func pairwiseSum(_ values: [Double]) -> Double {
    if values.count < 8 { return values.reduce(0, +) }
    if values.count > 128 {
        let half = values.count / 2 - (values.count / 2) % 8
        return pairwiseSum(Array(values[..<half])) + pairwiseSum(Array(values[half...]))
    }
    var lanes = Array(values[0..<8])
    let whole = values.count - values.count % 8
    for start in stride(from: 8, to: whole, by: 8) { for lane in 0..<8 { lanes[lane] += values[start + lane] } }
    let sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    return values[whole...].reduce(sum, +)
}
