import Reporting
import Statistics
import TouchstoneJSON

/// "Is the candidate better?": columns, or files, against a baseline.
package struct ComparisonQuestion: Sendable {
    /// The baseline's column.
    package var baseline: String
    /// The candidates' columns.
    package var candidates: [String]
    /// The column that says which rows belong together.
    package var cluster: String?
    /// The column that names the same item in two files.
    package var id: String?
    /// Differences up to this size do not matter.
    package var margin: Double?
    /// Whether larger scores are better.
    package var higherIsBetter = true
    /// Whether the scores must be passes and fails; else they are where all are 0 or 1.
    package var isBinary = false
    /// Compares the columns of one file as if their rows had nothing to do with each other.
    package var isUnpaired = false
    /// The coverage of intervals; 1 − level is the error that decisions allow.
    package var level = 0.95
    /// The seed of permutations and resampling.
    package var seed: UInt64 = 0

    /// Candidates against a baseline.
    package init(baseline: String, candidates: [String]) {
        self.baseline = baseline
        self.candidates = candidates
    }

    /// All columns that must be read of the file with the baseline.
    package var baselineColumns: [String] { [baseline, cluster, id].compactMap { $0 } }
    /// All columns that must be read of the file with the candidates.
    package var candidateColumns: [String] { candidates + [cluster, id].compactMap { $0 } }

    /// The answer for columns of one table.
    package func answer(_ table: ColumnTable) throws -> StatisticsReport {
        let before = try table.numbers(baseline)
        var verdicts: [Verdict] = []
        var warnings = table.warnings
        for name in candidates {
            let after = try table.numbers(name)
            let sample = ColumnSample(table, [before, after], cluster: cluster)
            verdicts.append(isUnpaired ? unpaired(name, Side(table, before, cluster), Side(table, after, cluster)) : paired(name, sample))
            for warning in sample.warnings where !warnings.contains(warning) { warnings.append(warning) }
        }
        return try report(verdicts, against: baseline, isPaired: !isUnpaired, warnings, ["data": table.json])
    }

    /// The answer for two files: paired where an id column says which rows are the same item, and enough of them are in both.
    package func answer(_ table: ColumnTable, against other: ColumnTable) throws -> StatisticsReport {
        let before = try table.numbers(baseline)
        var warnings = table.warnings + other.warnings
        if let warning = before.warning { warnings.append("\(table.source): \(warning)") }
        let pairing = try id.map { try RowPairing(table.labels($0), other.labels($0), $0) }
        let isPaired = !isUnpaired && (pairing?.overlap ?? 0) >= 0.8
        if let pairing, !isUnpaired, !isPaired {
            warnings.append("only \(pairing.pairs.count) ids are in both files, so the runs are compared as independent ones")
        }
        var verdicts: [Verdict] = []
        for name in candidates {
            let after = try other.numbers(name)
            if let warning = after.warning { warnings.append("\(other.source): \(warning)") }
            var verdict: Verdict
            if isPaired, let pairing {
                verdict = paired(name, pairing.sample(table, before, after, cluster: cluster))
            } else {
                verdict = unpaired(name, Side(table, before, cluster), Side(other, after, cluster))
            }
            verdict.metric = "\(name) of \(other.source)"
            verdicts.append(verdict)
        }
        let members: JSONObject = ["data": table.json, "candidate_data": other.json]
        return try report(verdicts, against: "\(baseline) of \(table.source)", isPaired: isPaired, warnings, members)
    }

    private func paired(_ name: String, _ sample: ColumnSample) -> Verdict {
        guard sample.values[0].count >= 2 else { return tooFew(name, sample.values[0].count, "pairs") }
        return .paired(
            metric: name, baseline: sample.values[0], candidate: sample.values[1], isBinary: isBinary || sample.isPassFail,
            clusters: sample.clusters, higherIsBetter: higherIsBetter, margin: margin, missing: sample.incomplete, level: level, seed: seed)
    }

    private func unpaired(_ name: String, _ before: Side, _ after: Side) -> Verdict {
        let fewest = min(before.values.count, after.values.count)
        guard fewest >= 2 else { return tooFew(name, fewest, "rows of each run") }
        return .unpaired(
            metric: name, baseline: before.values, candidate: after.values, isBinary: isBinary || before.isPassFail && after.isPassFail,
            baselineClusters: before.clusters, candidateClusters: after.clusters, higherIsBetter: higherIsBetter, margin: margin,
            level: level, seed: seed)
    }

    private func tooFew(_ name: String, _ count: Int, _ what: String) -> Verdict {
        var verdict = Verdict(metric: name, n: count)
        verdict.undefinedReason = "at least 2 \(what) are needed, got \(count)"
        return verdict
    }

    /// One run of an unpaired comparison.
    private struct Side {
        let values: [Double]
        let clusters: [Int]?
        let isPassFail: Bool

        init(_ table: ColumnTable, _ column: NumberColumn, _ cluster: String?) {
            let sample = ColumnSample(table, [column], cluster: cluster)
            (values, clusters, isPassFail) = (sample.values[0], sample.clusters, sample.isPassFail)
        }
    }

    private func report(
        _ alone: [Verdict], against baseline: String, isPaired: Bool, _ warnings: [String], _ members: JSONObject
    ) throws -> StatisticsReport {
        let verdicts = alone.count > 1 ? Verdict.adjusted(alone) : alone
        if let only = verdicts.first, let reason = only.undefinedReason, verdicts.allSatisfy({ $0.undefinedReason != nil }) {
            throw Undefined("\(only.metric) against \(baseline): \(reason)")
        }
        let own = verdicts.flatMap { verdict in verdict.warnings.filter { $0 != "unpaired" }.map { "\(verdict.metric): \($0)" } }
        let sheet = FigureSheet.differences(
            verdicts, sentences: verdicts.map { $0.sentence(against: baseline) }, notes: notes(verdicts, isPaired),
            warnings: warnings + own)
        var object = members
        object["baseline"] = .string(baseline)
        object["paired"] = .bool(isPaired)
        object["higher_is_better"] = .bool(higherIsBetter)
        object["margin"] = JSONValue(margin)
        object["comparisons"] = .array(verdicts.map(\.json))
        return StatisticsReport("compare", sheet, object)
    }

    private func notes(_ verdicts: [Verdict], _ isPaired: Bool) -> [String] {
        var notes = verdicts.compactMap { verdict in
            verdict.difference?.interval.map { "\(verdict.metric): interval by \($0.method)\(Self.alternatives(verdict))" }
        }
        if verdicts.count > 1 { notes.append("p-values are adjusted for \(verdicts.count) comparisons (Holm)") }
        if !isPaired { notes.append("rows are not paired; the same items in both runs would show much smaller differences") }
        return notes
    }

    private static func alternatives(_ verdict: Verdict) -> String {
        let tests = verdict.otherTests.map { "\($0.method) p \(NumberText.probability($0.raw))" }
        return tests.isEmpty ? "" : "; other tests: " + tests.joined(separator: ", ")
    }
}
