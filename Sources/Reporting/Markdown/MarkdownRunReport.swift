import Statistics

/// A run for a pull request: verdict, gates and figures, with the first failures and the lineage folded away.
struct MarkdownRunReport: ReportDocument {
    private static let shownFailures = 10

    let report: RunReport
    private var failures: [SampleReport] = []

    init(_ report: RunReport) { self.report = report }

    mutating func opening() -> [UInt8] {
        let warnings = report.warnings + report.metrics.flatMap { metric in metric.verdict.warnings.map { metric.key + ": " + $0 } }
        let parts = [heading, MarkdownText.gates(report.gates), figures, slices, MarkdownText.warnings(warnings), provenance]
        return Array((parts.compactMap { $0 }.joined(separator: "\n\n") + "\n").utf8)
    }

    mutating func next(_ sample: SampleReport) -> [UInt8] {
        if !sample.state.isEmpty, failures.count < Self.shownFailures { failures.append(sample) }
        return []
    }

    mutating func closing() -> [UInt8] {
        guard !failures.isEmpty else { return [] }
        let rows = failures.map { sample in
            [
                MarkdownText.code(sample.id), sample.state.names.joined(separator: ", "),
                MarkdownText.inline(sample.inputs.preview, limit: 120), MarkdownText.inline(sample.trouble, limit: 160),
            ]
        }
        let table = MarkdownText.table(["sample", "state", "input", "why"], rows)
        return Array(("\n" + MarkdownText.folded("The first samples that went wrong", table) + "\n").utf8)
    }

    private var heading: String {
        "### \(MarkdownText.inline(report.run.name)): \(report.headline.lowercased())\n\n"
            + MarkdownText.inline(report.sentence, limit: 1000)
    }

    private var figures: String? {
        guard !report.metrics.isEmpty else { return nil }
        let rows = report.metrics.map { metric in
            let text = VerdictText(metric.verdict)
            return [
                MarkdownText.code(metric.key), text.estimate,
                text.interval + (metric.verdict.undefinedReason.map { " " + MarkdownText.inline($0) } ?? ""), text.method ?? "",
                NumberText.count(metric.counts.scored), NumberText.count(metric.counts.unscored), NumberText.count(metric.counts.errored),
            ]
        }
        return MarkdownText.table(["figure", ">estimate", "interval", "method", ">scored", ">unscored", ">errored"], rows)
    }

    private var slices: String? {
        let rows = report.metrics.flatMap { metric in
            metric.slices.map { slice in
                let text = VerdictText(slice.verdict)
                return [
                    MarkdownText.code(metric.key), MarkdownText.inline(slice.slice.label), text.estimate, text.interval,
                    NumberText.count(slice.verdict.n),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return MarkdownText.folded("Slices", MarkdownText.table(["figure", "slice", ">estimate", "interval", ">n"], rows))
    }

    private var provenance: String? {
        let facts = ReportFacts(report)
        let named: [(String, String?)] = [
            ("run", report.run.id), ("data", facts.dataset), ("prompt", facts.prompt), ("model", facts.model), ("calls", facts.calls),
            ("latency", facts.latency),
        ]
        let rows = named.compactMap { name, text in text.map { [name, MarkdownText.inline($0)] } }
        return MarkdownText.folded("Lineage and cost", MarkdownText.table(["", ""], rows))
    }
}
