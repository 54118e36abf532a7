import Statistics

/// The figures of a comparison as a table.
package struct HTMLComparisonTable {
    /// The comparison whose figures are shown.
    package let report: ComparisonReport

    /// The table of a comparison.
    package init(_ report: ComparisonReport) { self.report = report }

    /// Writes the table, each metric's slices under it, and then what warns of the figures.
    package func write(to writer: inout MarkupWriter) {
        writer.element("div", ["class": "scroll card", "tabindex": "0", "role": "region", "aria-label": "Table of differences"]) { writer in
            writer.element("table") { writer in
                writer.element("thead") { writer in
                    writer.element("tr") { writer in
                        for title in Self.titles { writer.element("th", ["scope": "col"], text: title) }
                    }
                }
                writer.element("tbody") { writer in
                    for metric in report.metrics {
                        row(metric, metric.verdict, label: nil, &writer)
                        for slice in metric.slices { row(metric, slice.verdict, label: slice.slice.label, &writer) }
                    }
                }
            }
        }
        HTMLPage.warnings(&writer, report.metrics.flatMap { metric in metric.verdict.warnings.map { metric.name + ": " + $0 } })
    }

    private static let titles = [
        "Figure", "Verdict", "Baseline → candidate", "Difference", "Interval", "p", "Pairs moved", "n", "Unpaired", "Detectable",
    ]

    private func row(_ metric: ComparedMetric, _ verdict: Verdict, label: String?, _ writer: inout MarkupWriter) {
        let text = VerdictText(verdict)
        var part = metric
        part.verdict = verdict
        writer.element("tr", ["class": label == nil ? nil : "part"]) { writer in
            writer.element("th", ["scope": "row"]) { writer in
                writer.text(label ?? metric.name)
                if label == nil { writer.element("code", text: metric.key) }
            }
            writer.element("td") { writer in
                let tone = PlotTone(verdict.outcome).className
                writer.element("span", ["class": "pill " + tone], text: Self.mark(verdict.outcome))
            }
            for cell in [text.change, text.difference, text.differenceInterval] { writer.element("td", ["class": "number"], text: cell) }
            writer.element("td", ["class": "number", "title": text.pMethod], text: text.pValue)
            writer.element("td", text: part.movement)
            writer.element("td", ["class": "number"], text: NumberText.count(verdict.n))
            writer.element("td", ["class": "number"], text: label == nil ? NumberText.count(metric.unpaired) : "")
            writer.element("td", ["class": "number"], text: text.minimumDetectable)
        }
    }

    private static func mark(_ outcome: Verdict.Outcome?) -> String {
        switch outcome {
        case .better: "✓ better"
        case .worse: "✗ worse"
        case .equivalent: "= equivalent"
        case .inconclusive: "? inconclusive"
        case nil: "undefined"
        }
    }
}
