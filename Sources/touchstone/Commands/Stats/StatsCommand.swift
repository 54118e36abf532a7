import ArgumentParser

/// `touchstone stats`: honest error bars for people with numbers and no run.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Intervals, comparisons, power, agreement, corrections and drift, from columns of a CSV or JSONL.",
        discussion: """
            Files are CSV with a header, JSONL or JSON, also gzipped; - is standard input. A dotted name reaches into objects, as in
            scores.exact_match. The verdict comes first, then the figures behind it; --json writes the same for machines.
            """,
        subcommands: [
            StatsIntervalCommand.self, StatsCompareCommand.self, StatsPowerCommand.self, StatsAgreementCommand.self,
            StatsCorrectCommand.self, StatsDriftCommand.self,
        ])
}
