/// How the evidence for found slices is made honest.
public enum SliceEvidence: Sendable, Hashable {
    /// A random half of the rows finds the slices, the other half tests them, with Holm's adjustment. The default from 400 rows on.
    case split
    /// The errors are permuted over the rows; each slice is compared with the best slices of so many permutations (Westfall & Young
    /// 1993). The default below 400 rows.
    case permutation(draws: Int)

    /// The default for so many rows.
    public static func recommended(rows: Int) -> SliceEvidence { rows >= 400 ? .split : .permutation(draws: 999) }
}

/// A found slice with honest evidence.
public struct SliceFinding: Sendable, Hashable {
    /// The slice, with score and size over all rows.
    public let slice: Slice
    /// The one-sided p-value that errors are no more frequent inside than outside, adjusted for the search.
    public let pValue: Double
    /// The share of all errors that lie in the slice.
    public let shareOfErrors: Double
    /// The mean error of the other rows; nil when there are none.
    public let meanErrorElsewhere: Double?
    /// The interval of the failure rate inside (Wilson); nil unless errors are 0 or 1.
    public let rateInterval: Interval?
    /// Failure rate inside over failure rate outside, with its interval (Katz et al. 1978); nil unless both are positive rates.
    public let riskRatio: RiskRatio?
    /// The rows of the slice, ascending.
    public let rows: [Int]
}

/// A ratio of two failure rates.
public struct RiskRatio: Sendable, Hashable {
    /// The ratio.
    public let value: Double
    /// Its interval.
    public let interval: Interval
}

extension SliceSearch {
    /// Finds the slices and tests them so that the search itself does not count as evidence.
    ///
    /// - Parameters:
    ///   - errors: As for `slices(of:errors:)`.
    ///   - clusters: The cluster of each row; clusters are never divided. Nil when rows are independent.
    ///   - strata: Groups within which errors are permuted, such as the baseline's outcome; without clusters only.
    ///   - evidence: Nil for the recommended one.
    ///   - seed: The seed of the split or the permutations.
    ///
    /// Returns the findings by score, with all rows in the figures but p-values as `evidence` describes. Throws `Undefined` as the search.
    public func findings(
        in table: SliceTable, errors: [Double], clusters: [Int]? = nil, strata: [Int]? = nil, evidence: SliceEvidence? = nil, seed: UInt64
    ) throws -> [SliceFinding] {
        if let clusters { try requireSameCount(clusters.count, errors.count, "clusters and errors") }
        if let strata { try requireSameCount(strata.count, errors.count, "strata and errors") }
        switch evidence ?? .recommended(rows: table.rowCount) {
        case .split: return try confirmed(table, errors, clusters, seed)
        case .permutation(let draws): return try permuted(table, errors, clusters, strata, draws, seed)
        }
    }

    private func confirmed(_ table: SliceTable, _ errors: [Double], _ clusters: [Int]?, _ seed: UInt64) throws -> [SliceFinding] {
        let groups = try Clusters(clusters ?? Array(errors.indices), count: errors.count)
        var random = Xoshiro256(seed: seed)
        let discovering = Set(random.permutation(of: groups.count).prefix(groups.count / 2))
        let half = errors.indices.filter { discovering.contains(groups.ids[$0]) }
        let rest = errors.indices.filter { !discovering.contains(groups.ids[$0]) }
        guard !half.isEmpty, !rest.isEmpty else { throw Undefined("a split needs at least 2 rows or clusters") }
        var search = self
        search.minimumSupport = max(2, support(rows: table.rowCount) / 2)
        let slices = try search.slices(of: table.restricted(to: half), errors: half.map { errors[$0] })
        let confirming = try table.restricted(to: rest)
        let kept = rest.map { errors[$0] }
        let ids = clusters.map { clusters in rest.map { clusters[$0] } }
        let raw = slices.map { Self.pValue(rows: confirming.rows(where: $0.predicates), errors: kept, clusters: ids) }
        let adjusted = try Multiplicity.holm.adjust(raw)
        let scoring = SliceScoring(errors: errors, search: self)
        return zip(slices, adjusted).map { SliceFinding(predicates: $0.predicates, p: $1, table: table, errors: errors, scoring: scoring) }
            .sorted { $0.slice.score > $1.slice.score }
    }

    private func permuted(
        _ table: SliceTable, _ errors: [Double], _ clusters: [Int]?, _ strata: [Int]?, _ draws: Int, _ seed: UInt64
    ) throws -> [SliceFinding] {
        try requireCount(draws, atLeast: 1, "permutations")
        let slices = try slices(of: table, errors: errors)
        guard !slices.isEmpty else { return [] }
        var search = self
        search.count = 1
        let permutation = try ErrorPermutation(errors: errors, clusters: clusters, strata: strata)
        var random = Xoshiro256(seed: seed)
        var highest: [Double] = []
        for _ in 0..<draws {
            highest.append(try search.slices(of: table, errors: permutation.draw(&random)).first?.score ?? 0)
        }
        let scoring = SliceScoring(errors: errors, search: self)
        return slices.map { slice in
            let limit = slice.score - 1e-12 * max(1, abs(slice.score))
            let p = Double(1 + highest.count { $0 >= limit }) / Double(draws + 1)
            return SliceFinding(predicates: slice.predicates, p: p, table: table, errors: errors, scoring: scoring)
        }
    }

    /// The one-sided p-value that the rows' errors are no larger than the others': Fisher's exact test for independent failures, else
    /// the clustered t test of the difference.
    private static func pValue(rows: [Int], errors: [Double], clusters: [Int]?) -> Double {
        guard !rows.isEmpty, rows.count < errors.count else { return 1 }
        if clusters == nil, errors.allSatisfy({ $0 == 0 || $0 == 1 }) {
            let (inside, all) = (rows.count { errors[$0] == 1 }, errors.count { $0 == 1 })
            let test = try? TwoProportions(inside, of: rows.count, against: all - inside, of: errors.count - rows.count)
            return test?.fisherFirstHigher ?? 1
        }
        let members = Set(rows)
        let slope = try? ClusteredSlope(
            x: errors.indices.map { members.contains($0) ? 1 : 0 }, y: errors, clusters: clusters ?? Array(errors.indices))
        return slope?.pValueAboveZero ?? 1
    }
}

extension SliceScoring {
    init(errors: [Double], search: SliceSearch) {
        self.init(
            alpha: search.alpha, rows: Double(errors.count), meanError: Sums.mean(errors), support: search.support(rows: errors.count))
    }
}

extension SliceFinding {
    /// The figures of a slice over all rows.
    init(predicates: [SlicePredicate], p: Double, table: SliceTable, errors: [Double], scoring: SliceScoring) {
        let rows = table.rows(where: predicates)
        let sum = Sums.sum(rows.map { errors[$0] })
        let total = scoring.meanError * scoring.rows
        slice = Slice(
            predicates: predicates, score: scoring.score(size: rows.count, errorSum: sum), size: rows.count, errorSum: sum,
            largestError: rows.map { errors[$0] }.max() ?? 0)
        (pValue, self.rows, shareOfErrors) = (p, rows, total > 0 ? sum / total : 0)
        let outside = errors.count - rows.count
        meanErrorElsewhere = outside > 0 ? max(0, total - sum) / Double(outside) : nil
        guard errors.allSatisfy({ $0 == 0 || $0 == 1 }), !rows.isEmpty else {
            (rateInterval, riskRatio) = (nil, nil)
            return
        }
        let failures = rows.count { errors[$0] == 1 }
        rateInterval = try? proportionInterval(successes: failures, of: rows.count)
        riskRatio = RiskRatio(failures, of: rows.count, against: errors.count { $0 == 1 } - failures, of: outside)
    }
}
