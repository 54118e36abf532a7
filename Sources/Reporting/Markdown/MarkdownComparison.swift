import Statistics

/// A comparison for a pull request: a row per figure, then the samples that flipped, folded away.
struct MarkdownComparison {
    private static let shownFlips = 20

    let report: ComparisonReport

    init(_ report: ComparisonReport) { self.report = report }

    /// The whole text.
    var text: String {
        let warnings = report.warnings + report.metrics.flatMap { metric in metric.verdict.warnings.map { metric.key + ": " + $0 } }
        let parts = [heading, MarkdownText.gates(report.gates), figures, slices, MarkdownText.warnings(warnings), flips]
        return parts.compactMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        "### \(MarkdownText.inline(report.candidate.name)) against \(MarkdownText.inline(report.baseline.name))\n\n"
            + MarkdownText.inline(report.sentence, limit: 1000)
    }

    private static func mark(_ outcome: Verdict.Outcome?) -> String {
        switch outcome {
        case .better: "✅ better"
        case .worse: "❌ worse"
        case .equivalent: "🟰 equivalent"
        case .inconclusive: "❔ inconclusive"
        case nil: "undefined"
        }
    }

    private var figures: String? {
        guard !report.metrics.isEmpty else { return nil }
        let rows = report.metrics.map { metric in
            let text = VerdictText(metric.verdict)
            return [
                MarkdownText.code(metric.key), Self.mark(metric.verdict.outcome), text.change, text.difference, text.differenceInterval,
                text.pValue.replacing("<", with: "&lt;"), metric.movement, NumberText.count(metric.verdict.n), text.minimumDetectable,
            ]
        }
        let titles = [
            "figure", "verdict", "baseline → candidate", ">difference", "interval", ">p (adjusted)", "pairs moved", ">n", ">detectable",
        ]
        return MarkdownText.table(titles, rows)
    }

    private var slices: String? {
        let rows = report.metrics.flatMap { metric in
            metric.slices.map { slice in
                let text = VerdictText(slice.verdict)
                return [
                    MarkdownText.code(metric.key), MarkdownText.inline(slice.slice.label), Self.mark(slice.verdict.outcome),
                    text.difference, text.differenceInterval, NumberText.count(slice.verdict.n),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return MarkdownText.folded("Slices", MarkdownText.table(["figure", "slice", "verdict", ">difference", "interval", ">n"], rows))
    }

    private var flips: String? {
        let ordered = report.flips.filter { !$0.isFix } + report.flips.filter(\.isFix)
        guard !ordered.isEmpty else { return nil }
        let rows = ordered.prefix(Self.shownFlips).map { flip in
            [
                MarkdownText.code(flip.label), flip.isFix ? "fixed" : "broke", MarkdownText.code(flip.metric),
                MarkdownText.inline(flip.before.scoreText + " → " + flip.after.scoreText),
                MarkdownText.inline(flip.input.preview, limit: 120),
            ]
        }
        let rest = ordered.count + report.flipsOmitted - rows.count
        let table = MarkdownText.table(["sample", "flip", "figure", "before → after", "input"], rows)
        let broke = report.flips.count { !$0.isFix }
        let summary = "Flipped samples: \(broke) broke, \(report.flips.count - broke) fixed"
        return MarkdownText.folded(summary, rest > 0 ? table + "\n\nand \(NumberText.count(rest)) more" : table)
    }
}
