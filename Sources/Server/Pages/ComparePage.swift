import Reporting
import TouchstoneJSON
import Tracking

/// A few runs beside each other: paired verdicts where evaluations made them, metrics, what differs in their settings, histories.
struct ComparePage: Page {
    /// Most runs that are compared at once.
    static let runLimit = 10

    let runs: [RunDetails]
    let comparisons: [ComparisonReport]
    let histories: [HistoryChart]

    let title = "Comparison"

    var json: JSONValue {
        [
            "runs": .array(runs.map { .string($0.run.id.rawValue) }), "names": .array(runs.map { .string($0.run.name) }),
            "metrics": metrics.json, "params": params.json,
        ]
    }

    var csv: [UInt8] {
        var table = PageTable(columns: [.init("section")] + metrics.columns)
        table.rows = metrics.rows.map { [.init("metric")] + $0 } + params.rows.map { [.init("param")] + $0 }
        return table.csv
    }

    private var columns: [PageTable.Column] {
        [.init("name", "Name")] + runs.map { .init($0.run.id.rawValue, $0.run.shownName, link: "/runs/\($0.run.id)") }
    }

    private var metrics: PageTable {
        var table = PageTable(columns: columns)
        table.rows = Set(runs.flatMap(\.metrics.keys)).sorted().map { name in
            [.init(name)] + runs.map { .init($0.metrics[name]?.value) }
        }
        return table
    }

    private var params: PageTable {
        var table = PageTable(columns: columns)
        table.rows = Set(runs.flatMap(\.params.keys)).sorted().map { name in
            [.init(name)] + runs.map { .init($0.params[name] ?? "") }
        }
        table.wraps = true
        let differs = { (row: [PageTable.Cell]) in Set(row.dropFirst().map(\.text)).count > 1 }
        table.rows = table.rows.filter(differs) + table.rows.filter { !differs($0) }
        return table
    }

    func write(to writer: inout MarkupWriter) {
        PageFrame.heading(&writer, "Runs beside each other", runs.map(\.run.name).joined(separator: ", "))
        for report in comparisons {
            PageFrame.section(&writer, "pair-\(report.candidate.id)", "\(report.candidate.name) against \(report.baseline.name)") {
                HTMLComparisonTable(report).write(to: &$0)
            }
        }
        PageFrame.section(&writer, "metrics", "Metrics") { metrics.write("Metrics", ifEmpty: "No metrics.", to: &$0) }
        let charts = histories.filter(\.isWorthDrawing)
        if !charts.isEmpty { PageFrame.section(&writer, "histories", "Histories") { write(charts, to: &$0) } }
        PageFrame.section(&writer, "params", "Params, those that differ first") {
            params.write("Params", ifEmpty: "No params.", to: &$0)
        }
    }

    private func write(_ charts: [HistoryChart], to writer: inout MarkupWriter) {
        writer.element("ul", ["class": "legend"]) { writer in
            for (place, run) in runs.enumerated() {
                writer.element("li") { writer in
                    writer.element("i", ["class": "line\(place % 6)"]) { _ in }
                    writer.text(run.run.name)
                }
            }
        }
        writer.element("div", ["class": "charts"]) { writer in for chart in charts { chart.write(to: &writer) } }
    }
}
