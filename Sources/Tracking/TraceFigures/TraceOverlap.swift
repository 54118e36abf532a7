#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How many of some traces fulfil each of two filters, and both.
package struct TraceOverlap: Sendable, Hashable {
    package let total: Int
    package let first: Int
    package let second: Int
    package let both: Int

    package init(total: Int, first: Int, second: Int, both: Int) {
        self.total = total
        self.first = first
        self.second = second
        self.both = both
    }

    /// What is added to each count so that few traces say less: Jeffreys' prior.
    private static let prior = 0.5

    /// How much more often both hold together than they would by chance, from -1 (never) over 0 (by chance) to 1 (always): normalized
    /// pointwise mutual information (Bouma 2009). Nil when one of them never holds.
    package var association: Double? {
        guard isSound else { return nil }
        return both == 0 ? -1 : association(adding: 0)
    }

    /// As ``association``, drawn towards chance the fewer traces there are.
    package var cautiousAssociation: Double? { isSound ? association(adding: Self.prior) : nil }

    private var isSound: Bool {
        first > 0 && second > 0 && both <= min(first, second) && total - first - second + both >= 0
    }

    private func association(adding extra: Double) -> Double {
        guard both < total else { return 1 }
        let joint = Double(both) + extra
        let count = Double(total) + 4 * extra
        let byChance = log(Double(first) + 2 * extra) + log(Double(second) + 2 * extra) - log(count)
        return max(-1, min(1, (log(joint) - byChance) / (log(count) - log(joint))))
    }
}

extension TrackingStore {
    /// Counts the traces of some experiments that fulfil each of two filters; with a third filter only those that fulfil it too.
    package func overlap(
        of first: String, _ second: String, within base: String = "", experiments: [ExperimentID]
    ) async throws -> TraceOverlap {
        let dialect = driver.dialect
        let common = try TraceSearchTerms.comparisons(base)
        let conditions = try [[], try TraceSearchTerms.comparisons(first), try TraceSearchTerms.comparisons(second)].map { own in
            let all = try TraceSearchTerms.conditions(common + own, dialect)
            return all.isEmpty ? SQLFragment.always : all.joined(separator: " AND ")
        }
        let marked =
            SQLFragment("SELECT CASE WHEN ") + conditions[1] + " THEN 1 ELSE 0 END AS a, CASE WHEN " + conditions[2]
            + " THEN 1 ELSE 0 END AS b FROM trace WHERE " + dialect.isAmong("trace.experiment_id", experiments.map(\.rawValue))
            + " AND " + conditions[0]
        let statement = "SELECT count(*), coalesce(sum(a), 0), coalesce(sum(b), 0), coalesce(sum(a * b), 0) FROM (" + marked + ") AS found"
        return try await readSearch { connection in
            var counts: [Int] = []
            try connection.forEachRowOnce(statement.sql, statement.arguments) { row in
                counts = (0..<4).map { Int(row.integer($0) ?? 0) }
                return false
            }
            guard counts.count == 4 else { return TraceOverlap(total: 0, first: 0, second: 0, both: 0) }
            return TraceOverlap(total: counts[0], first: counts[1], second: counts[2], both: counts[3])
        }
    }
}
