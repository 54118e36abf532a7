import ArgumentParser
import Evaluation
import Reporting
import Tracking

/// `touchstone compare`: paired verdicts between runs.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compares runs sample by sample; the first is the baseline of all others.",
        discussion: """
            Ends with 0 whatever the verdicts are, unless --fail-on names some: then with 1 when a metric came out worse, better or \
            equivalent and that was named, else with 2 when one is inconclusive (or has no value in common) and that was named.
            """)

    @Argument(help: "Two or more runs: ids, beginnings of ids, names, or latest.")
    var runs: [String]

    @Option(help: "Differences up to this size count as equivalent.")
    var margin: Double?

    @Option(help: "Only this metric; may be repeated.")
    var metric: [String] = []

    @Option(help: "table, json, md, html, junit or csv.")
    var format: String?

    @Option(help: "Ends with 1 (2 for inconclusive) when a metric is worse, inconclusive, equivalent or better; may be repeated.")
    var failOn: [VerdictWord] = []

    @Flag(help: "Writes JSON.")
    var json = false

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard runs.count >= 2 else { throw ValidationError("name at least two runs to compare") }
        if let margin, !(margin > 0) { throw ValidationError("--margin should be a number above 0") }
    }

    func run() async throws {
        let format = try ReportFormat(named: json ? "json" : self.format ?? "table")
        let tracking = try await store.openExisting()
        var found: [RunID] = []
        for run in runs { found.append(try await tracking.findRun(run).id) }
        var reports: [ComparisonReport] = []
        for candidate in found.dropFirst() {
            reports.append(
                try await ComparisonReport(candidate: candidate, baseline: found[0], margin: margin, metrics: metric, in: tracking))
        }
        let comparisons = ComparisonReport.family(reports)
        do {
            try ReportOutput(store: tracking).write(comparisons, format)
        } catch is OutputClosed {
            // Nobody reads the comparison to its end; the exit code still says how it came out.
        }
        if let status = VerdictWord.status(of: comparisons, failingOn: Set(failOn)) { throw ExitCode(status.rawValue) }
    }
}
