/// Lineage and calls of a run as one line each, for formats without room for more.
struct ReportFacts {
    let report: RunReport

    init(_ report: RunReport) { self.report = report }

    var dataset: String? {
        report.lineage.dataset.map {
            Self.joined([$0.name, $0.rows.map { NumberText.count($0) + ($0 == 1 ? " row" : " rows") }, $0.digest.map { "digest " + $0 }])
        }
    }

    var prompt: String? {
        report.lineage.prompt.map { Self.joined([$0.name, $0.version.map { "version " + $0 }, $0.digest.map { "digest " + $0 }]) }
    }

    var model: String? {
        report.lineage.model.map { Self.joined([$0.name, $0.provider.map { "from " + $0 }, $0.version]) }
    }

    var calls: String? {
        report.calls.map { calls in
            Self.joined([
                NumberText.count(calls.made) + " made", NumberText.count(calls.cached) + " from the journal",
                NumberText.count(calls.retried) + " retried", NumberText.count(calls.failed) + " failed",
                NumberText.count(calls.inputTokens) + " tokens in", NumberText.count(calls.outputTokens) + " out",
                calls.cost.map(NumberText.dollars) ?? "cost unknown",
            ])
        }
    }

    var latency: String? {
        guard let latency = report.calls?.latency, !latency.isEmpty else { return nil }
        return Self.joined(latency.map { Self.percentile($0) + " " + NumberText.duration($0.seconds) })
    }

    /// `p50`, `p99.9`.
    static func percentile(_ percentile: CallSummary.Percentile) -> String {
        let whole = percentile.percent == percentile.percent.rounded()
        return "p" + NumberText.fixed(percentile.percent, digits: whole ? 0 : 1)
    }

    private static func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: ", ") }
}
