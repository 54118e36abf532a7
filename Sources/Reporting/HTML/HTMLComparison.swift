import Statistics
import TouchstoneJSON

/// Comparisons as one self-contained page: differences as a forest plot with the margin of equivalence, a table, and the flips.
struct HTMLComparison {
    let reports: [ComparisonReport]
    private let textLimit: Int

    init(_ reports: [ComparisonReport], textLimit: Int) {
        self.reports = reports
        self.textLimit = max(64, textLimit)
    }

    /// The whole page.
    var bytes: [UInt8] {
        var writer = MarkupWriter(.html)
        HTMLPage.begin(&writer, title: "Comparison: " + (reports.map(\.candidate.name).joined(separator: ", ")), sections: sections)
        for (offset, report) in reports.enumerated() { write(report, offset, &writer) }
        HTMLPage.viewer(
            &writer, id: "flips", title: "Flipped samples", noun: "flip", command: "touchstone compare --format json")
        let omitted = reports.reduce(0) { $0 + $1.flipsOmitted }
        if omitted > 0 {
            writer.element("p", ["class": "note"], text: "\(NumberText.count(omitted)) more samples flipped and are not listed.")
        }
        HTMLPage.endMain(&writer, version: nil)
        var data = viewerData
        var blocks: [UInt8] = []
        for report in reports {
            for flip in report.flips { blocks += data.add(record(flip, of: report)) }
        }
        blocks += data.finish()
        var end = MarkupWriter(.html)
        HTMLPage.end(&end)
        return writer.bytes + blocks + end.bytes
    }

    private var sections: [(id: String, name: String)] {
        reports.enumerated().map { ("comparison\($0.offset)", reports.count == 1 ? "Differences" : $0.element.candidate.name) }
            + [("flips", "Flipped samples")]
    }

    private func write(_ report: ComparisonReport, _ offset: Int, _ writer: inout MarkupWriter) {
        HTMLPage.banner(
            &writer, eyebrow: "Comparison" + (report.candidate.experiment.map { " · " + $0 } ?? ""),
            title: report.candidate.name + " against " + report.baseline.name, headline: report.headline, tone: report.tone,
            sentence: report.sentence, facts: ["candidate run " + report.candidate.id, "baseline run " + report.baseline.id])
        HTMLPage.warnings(&writer, report.warnings)
        HTMLPage.gates(&writer, report.gates, id: "gates\(offset)")
        HTMLPage.section(&writer, "comparison\(offset)", "Differences") { writer in
            writer.element("div", ["class": "cards wide"]) { writer in
                for (place, metrics) in groups(report).enumerated() { forest(metrics, "c\(offset)-\(place)", &writer) }
            }
            HTMLComparisonTable(report).write(to: &writer)
        }
    }

    /// Figures on a scale from 0 to 1 share a picture, so that their differences can be compared by eye; every other has its own.
    private func groups(_ report: ComparisonReport) -> [[ComparedMetric]] {
        let usesUnitScale = { (metric: ComparedMetric) -> Bool in
            guard let difference = metric.verdict.difference else { return true }
            return max(abs(difference.baseline), abs(difference.candidate)) <= 1
        }
        let keys = report.metrics.map { ($0, usesUnitScale($0) ? "\($0.direction == .lower) \($0.margin ?? 0)" : nil) }
        var groups: [(key: String?, metrics: [ComparedMetric])] = []
        for (metric, key) in keys {
            if let key, let place = groups.firstIndex(where: { $0.key == key }) {
                groups[place].metrics.append(metric)
            } else {
                groups.append((key, [metric]))
            }
        }
        return groups.map(\.metrics)
    }

    private func forest(_ metrics: [ComparedMetric], _ id: String, _ writer: inout MarkupWriter) {
        guard let first = metrics.first else { return }
        let rows = metrics.flatMap { metric in
            [IntervalPlot.Row(metric.name, differenceOf: metric.verdict)]
                + metric.slices.map { IntervalPlot.Row($0.slice.label, differenceOf: $0.verdict, isPart: true) }
        }
        let values = metrics.flatMap { [$0.plotScale.lower, $0.plotScale.upper] }
        let isLower = first.direction == .lower
        writer.element("div", ["class": "card differences"]) { writer in
            IntervalPlot(
                id: id, title: "Differences, candidate minus baseline", rows: rows, scale: PlotScale(values.min() ?? -1, values.max() ?? 1),
                reference: 0, margin: first.margin,
                sides: first.direction == .neutral
                    ? ("lower", "higher") : isLower ? ("candidate better", "candidate worse") : ("candidate worse", "candidate better")
            ).write(to: &writer)
            if let margin = first.margin {
                writer.element("p", ["class": "note"], text: "The band is the margin of equivalence, ±\(NumberText.short(margin)).")
            }
        }
    }

    private var viewerData: ViewerData {
        ViewerData(
            states: [
                .init(bit: 1, word: "broke", sign: "✗", tone: "bad"), .init(bit: 2, word: "fixed", sign: "✓", tone: "good"),
            ], titles: ["i": "Input", "x": "Expected", "b": "Baseline's answer", "a": "Candidate's answer"], compared: ["a", "b"],
            noun: "flip")
    }

    private func record(_ flip: Flip, of report: ComparisonReport) -> ViewerRecord {
        var record = ViewerRecord(id: flip.sample, flags: flip.isFix ? 2 : 1, textLimit: textLimit)
        record.epoch = flip.epoch
        record.slices = flip.slices.map(\.label) + (reports.count > 1 ? ["candidate=" + report.candidate.name] : [])
        record.scores = [
            ScoreReport(
                name: flip.metric, value: .string(flip.before.scoreText + " → " + flip.after.scoreText), passed: flip.isFix)
        ]
        record.add("i", flip.input)
        record.add("a", flip.candidateAnswer)
        record.add("b", flip.baselineAnswer)
        record.add("x", flip.expected)
        return record
    }
}

extension ComparisonReport {
    /// The worst thing that the figures say, in one word.
    var headline: String {
        let outcomes = Set(metrics.compactMap(\.verdict.outcome))
        if gates.outcome == .failed { return "Gate failed" }
        return outcomes.contains(.worse)
            ? "Worse"
            : outcomes.contains(.better)
                ? "Better"
                : outcomes.contains(.inconclusive) ? "Inconclusive" : outcomes.contains(.equivalent) ? "Equivalent" : "Undefined"
    }

    /// The tone of the headline.
    var tone: String {
        switch headline {
        case "Gate failed", "Worse": "bad"
        case "Better": "good"
        case "Inconclusive": "open"
        default: "plain"
        }
    }
}
