/// What the run was made from and what it cost, as lists of terms.
struct HTMLProvenance {
    let report: RunReport

    init(_ report: RunReport) { self.report = report }

    func write(to writer: inout MarkupWriter) {
        HTMLPage.section(&writer, "provenance", "Calls and lineage") { writer in
            writer.element("div", ["class": "columns"]) { writer in
                list("Calls and cost", calls, &writer)
                list("Lineage", lineage, &writer)
                list("Settings", report.settings, &writer)
            }
        }
    }

    private var calls: [Setting] {
        guard let calls = report.calls else { return [Setting("model calls", "none: the answers were given")] }
        let counts = [
            ("calls made", calls.made), ("from the journal", calls.cached), ("retried", calls.retried), ("failed", calls.failed),
            ("tokens in", calls.inputTokens), ("tokens out", calls.outputTokens),
        ].map { Setting($0.0, NumberText.count($0.1)) }
        let cost = Setting("cost", calls.cost.map(NumberText.dollars) ?? "unknown: no price for this model")
        let latency = calls.latency.map { Setting("latency " + ReportFacts.percentile($0), NumberText.duration($0.seconds)) }
        return counts + [cost] + latency
    }

    private var lineage: [Setting] {
        let facts = ReportFacts(report)
        let named: [(String, String?)] = [
            ("run", report.run.id), ("experiment", report.run.experiment), ("dataset", facts.dataset), ("prompt", facts.prompt),
            ("model", facts.model), ("started", report.startedAt.map(TimeText.moment)), ("ended", report.endedAt.map(TimeText.moment)),
            ("touchstone", report.touchstoneVersion),
        ]
        return named.compactMap { name, value in value.map { Setting(name, $0) } }
    }

    private func list(_ title: String, _ entries: [Setting], _ writer: inout MarkupWriter) {
        guard !entries.isEmpty else { return }
        writer.element("div", ["class": "card"]) { writer in
            writer.element("h3", text: title)
            writer.element("dl") { writer in
                for entry in entries {
                    writer.element("dt", text: entry.name)
                    writer.element("dd", ["dir": "auto"], text: entry.value)
                }
            }
        }
    }
}
