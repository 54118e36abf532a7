import Testing

@testable import Statistics

/// One row as statistics see it: two measurements that no sum holds exactly, an outcome, two grades, and the group it belongs to.
struct MeasuredRow: Sendable {
    let first: Double
    let second: Double
    let isPass: Bool
    let grades: [Int]
    let group: Int

    static func rows(_ count: Int, seed: UInt64) -> [MeasuredRow] {
        var random = Xoshiro256(seed: seed)
        return (0..<count).map { _ in
            let first = random.nextDouble() * [0.001, 1, 1000][random.nextIndex(below: 3)]
            let grade = random.nextIndex(below: 4)
            return MeasuredRow(
                first: first, second: first * (0.7 + 0.6 * random.nextDouble()), isPass: random.nextDouble() < 0.6,
                grades: [grade, random.nextDouble() < 0.7 ? grade : random.nextIndex(below: 4)], group: random.nextIndex(below: 9))
        }
    }
}

/// A statistic of rows in which all play the same part.
struct RowStatistic: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let values: @Sendable ([MeasuredRow]) throws -> [Double]

    init(_ name: String, _ values: @escaping @Sendable ([MeasuredRow]) throws -> [Double]) {
        (testDescription, self.values) = (name, values)
    }
}

@Suite struct RowOrderTests {
    static let statistics = numeric + grouped + agreement + outcomes

    @Test(arguments: statistics)
    func `the order of rows changes nothing, bit for bit`(statistic: RowStatistic) throws {
        for seed in UInt64(1)...4 {
            let rows = MeasuredRow.rows(137, seed: seed)
            let expected = try statistic.values(rows).map(\.bitPattern)
            let orders = [rows.reversed(), rows.sorted { $0.second < $1.second }, Array(rows[50...] + rows[..<50])]
            for other in orders { #expect(try statistic.values(other).map(\.bitPattern) == expected) }
        }
    }

    private static func pairs(_ rows: [MeasuredRow]) throws -> PairedValues {
        try PairedValues(rows.map(\.first), rows.map(\.second))
    }

    private static func both(_ interval: Interval?) -> [Double] { interval.map { [$0.lower, $0.upper] } ?? [] }

    private static let numeric: [RowStatistic] = [
        RowStatistic("mean interval") { both(try meanInterval($0.map(\.first))) },
        RowStatistic("quantile interval") { both(try quantileInterval(values: $0.map(\.first), q: 0.9)) },
        RowStatistic("error bounds") { rows in
            let bounds = try errorBounds(rows.map(\.first), errors: 3)
            return [bounds.lowest, bounds.highest]
        },
        RowStatistic("paired values") { rows in
            let pairs = try pairs(rows)
            let test = try pairs.tTest()
            return try [pairs.correlation ?? 0, test.statistic, test.pValue, pairs.effectSize(), pairs.pairingGain() ?? 0]
        },
        RowStatistic("welch") { rows in
            let test = try WelchTest(rows.map(\.first), rows.map(\.second))
            return [test.statistic, test.pValue] + both(try test.interval())
        },
        RowStatistic("effect sizes") { [try cohensD($0.map(\.first), $0.map(\.second)), try hedgesG($0.map(\.first), $0.map(\.second))] },
        RowStatistic("wilcoxon") { [try WilcoxonSignedRank(pairs($0).differences).approximatePValue()] },
        RowStatistic("mann-whitney") { rows in
            let test = try MannWhitney(rows.map(\.first), rows.map(\.second))
            return [test.statistic, test.approximatePValue()]
        },
        RowStatistic("sign flips of few") {
            [try SignFlipTest(pairs(Array($0.sorted { $0.first < $1.first }.prefix(10))).differences, seed: 1).pValue]
        },
        RowStatistic("correlations") { rows in
            let (x, y) = (rows.map(\.first), rows.map(\.second))
            let pearson = try Correlation.pearson(x, y)
            return try [pearson.value, pearson.pValue, Correlation.spearman(x, y).value, Correlation.kendall(x, y).pValue]
                + [Correlation.concordance(x, y)] + both(pearson.interval)
        },
        RowStatistic("two-sample drift") { rows in
            let drift = try TwoSampleDrift(reference: rows.map(\.first), current: rows.map(\.second))
            return [drift.kolmogorovSmirnov, drift.wasserstein, drift.energyDistance, drift.cramerVonMises]
        },
        RowStatistic("population stability") { [try PopulationStability(reference: $0.map(\.first), current: $0.map(\.second)).index] },
        RowStatistic("prediction-powered mean") { rows in
            let mean = try PredictionPoweredMean(labels: rows.map(\.first), judged: rows.map(\.second), unlabelled: rows.map(\.second))
            return [mean.estimate, mean.standardError, mean.weight, mean.effectiveSampleRatio]
        },
        RowStatistic("length-controlled win rate") { rows in
            let rate = try LengthControlledWinRate(wins: rows.map { $0.isPass ? 1 : 0 }, lengthDifferences: rows.map(\.first))
            return [rate.rate, rate.plainRate, rate.lengthEffect]
        },
    ]

    private static let grouped: [RowStatistic] = [
        RowStatistic("clustered mean") { rows in
            let mean = try ClusteredMean(rows.map(\.first), clusters: rows.map(\.group))
            return [mean.mean, mean.standardError, mean.designEffect] + both(try mean.interval())
        },
        RowStatistic("clustered slope") { rows in
            let slope = try ClusteredSlope(x: rows.map(\.first), y: rows.map(\.second), clusters: rows.map(\.group))
            return [slope.value, slope.standardError]
        },
        RowStatistic("epochs") { rows in
            let mean = try EpochMean(rows.map { [$0.first, $0.second] })
            return [mean.mean, mean.withinVariance, mean.betweenVariance, mean.standardError]
        },
        RowStatistic("semantic entropy") { rows in
            let found = try SemanticEntropy.weighted(clusters: rows.map(\.group), logLikelihoods: rows.map { -$0.first })
            return [found.entropy, found.naiveEntropy]
        },
    ]

    private static let agreement: [RowStatistic] = [
        RowStatistic("kappa") { rows in
            let table = try RatingTable(first: rows.map { $0.grades[0] }, second: rows.map { $0.grades[1] }, categories: 4)
            return try [table.kappa(), table.kappaStandardError(), table.kappa(weights: .quadratic), table.matthewsCorrelation]
        },
        RowStatistic("gwet") { rows in
            let found = try GwetAgreement(ratingsByRater: [0, 1].map { rater in rows.map { $0.grades[rater] } }, categories: 4)
            return [found.value, found.chance, found.standardError ?? 0]
        },
        RowStatistic("krippendorff") { rows in
            try [MeasurementLevel.nominal, .interval].map { level in
                try krippendorffAlpha(ratingsByRater: [rows.map(\.first), rows.map(\.second)], level: level)
            }
        },
    ]

    private static let outcomes: [RowStatistic] = [
        RowStatistic("scored outcomes") { rows in
            let top = rows.map(\.first).max() ?? 1
            let scored = try ScoredOutcomes(scores: rows.map { $0.first / top }, outcomes: rows.map(\.isPass))
            return try [
                scored.brier, scored.logLoss, scored.areaUnderROC(), scored.averagePrecision(), scored.expectedCalibrationError(),
                scored.expectedCalibrationError(.equalMass(10)),
            ]
        },
        RowStatistic("platt") { rows in
            let fit = try PlattCalibration(scores: rows.map(\.first), outcomes: rows.map(\.isPass))
            return [fit.slope, fit.intercept]
        },
        RowStatistic("isotonic") { rows in
            let fit = try IsotonicCalibration(scores: rows.map(\.first), outcomes: rows.map(\.isPass))
            return [0.01, 0.5, 20, 400].map { fit($0) ?? 0 }
        },
    ]
}
