import Reporting
import Statistics
import TouchstoneJSON
import Tracking

/// One run: its figures with their intervals where they are known, histories, settings, tags, artifacts and samples.
struct RunPage: Page {
    let details: RunDetails
    let experiment: Experiment?
    let report: RunReport?
    let histories: [HistoryChart]
    let artifacts: [Artifact]
    let samples: SampleTable

    var title: String { details.run.shownName }
    private var id: String { details.run.id.rawValue }

    var json: JSONValue {
        let run = details.run
        return [
            "run_id": .string(id), "name": .string(run.name), "experiment_id": .string(run.experiment.description),
            "status": .string(run.status.rawValue), "lifecycle_stage": .string(run.stage.rawValue), "user_id": .string(run.user),
            "start_time": .string(TimeText.iso(run.startTime.rawValue)),
            "end_time": JSONValue(run.endTime.map { TimeText.iso($0.rawValue) }), "verdict": JSONValue(report?.headline),
            "gates": .array((report?.gates ?? []).map(Self.gate)), "metrics": metrics.json, "params": params.json, "tags": tags.json,
            "artifacts": files.json, "samples": samples.table.json, "next_sample": JSONValue(samples.next),
        ]
    }

    private static func gate(_ gate: GateReport) -> JSONValue {
        ["gate": .string(gate.text), "outcome": .string(gate.outcome.rawValue), "reason": .string(gate.sentence)]
    }

    /// Metrics, params, tags and artifacts as rows; params, tags and artifacts leave the columns of metrics empty.
    var csv: [UInt8] {
        var table = PageTable(columns: [.init("section")] + metrics.columns)
        table.rows = metrics.rows.map { [.init("metric")] + $0 }
        for (section, part) in [("param", params), ("tag", tags), ("artifact", files)] {
            table.rows += part.rows.map { [.init(section), $0[0], $0[1]] + Array(repeating: .init(""), count: metrics.columns.count - 2) }
        }
        return table.csv
    }

    private var metrics: PageTable {
        let known = Dictionary((report?.metrics ?? []).map { ($0.key, $0) }) { first, _ in first }
        var table = PageTable(columns: [
            .init("name", "Metric"), .init("value", "Value"), .init("lower", "Lower"), .init("upper", "Upper"), .init("step", "Step"),
            .init("time", "Noted"),
        ])
        table.rows = details.metrics.values.sorted { $0.name < $1.name }.map { metric in
            let interval = known[metric.name]?.verdict.interval
            return [
                .init(metric.name), .init(metric.value), .init(interval?.lower), .init(interval?.upper), .init(Int(metric.step)),
                .init(time: metric.time.rawValue),
            ]
        }
        return table
    }

    private var params: PageTable { Self.pairs(details.params, "Param") }
    private var tags: PageTable { Self.pairs(details.tags, "Tag") }

    private static func pairs(_ values: [String: String], _ title: String) -> PageTable {
        var table = PageTable(columns: [.init("name", title), .init("value", "Value")])
        table.wraps = true
        table.rows = values.sorted { $0.key < $1.key }.map { [.init($0.key), .init($0.value)] }
        return table
    }

    private var files: PageTable {
        var table = PageTable(columns: [.init("path", "File"), .init("bytes", "Bytes")])
        table.rows = artifacts.map { artifact in
            let link = PageFrame.link("/get-artifact", [("run_id", id), ("path", artifact.path)])
            return [.init(artifact.path, link: link), .init(Int(artifact.byteCount))]
        }
        return table
    }

    func write(to writer: inout MarkupWriter) {
        heading(&writer)
        if let report { HTMLPage.warnings(&writer, report.warnings) }
        if let report { HTMLPage.gates(&writer, report.gates) }
        if let report, !report.metrics.isEmpty {
            PageFrame.section(&writer, "figures", "Figures") { writer in
                writer.element("div", ["class": "cards"]) { writer in
                    for (place, metric) in report.metrics.enumerated() {
                        HTMLMetricCard(metric: metric, id: "m\(place)").write(to: &writer)
                    }
                }
            }
        }
        PageFrame.section(&writer, "metrics", "Metrics") { metrics.write("Metrics", ifEmpty: "No metrics yet.", to: &$0) }
        let charts = histories.filter(\.isWorthDrawing)
        if !charts.isEmpty {
            PageFrame.section(&writer, "histories", "Histories") { writer in
                writer.element("div", ["class": "charts"]) { writer in for chart in charts { chart.write(to: &writer) } }
            }
        }
        if !samples.table.rows.isEmpty {
            PageFrame.section(&writer, "samples", "Samples") { samples.write(of: id, to: &$0) }
        }
        writer.element("div", ["class": "columns"]) { writer in
            PageFrame.section(&writer, "params", "Params") { params.write("Params", ifEmpty: "None.", to: &$0) }
            PageFrame.section(&writer, "tags", "Tags") { tags.write("Tags", ifEmpty: "None.", to: &$0) }
            PageFrame.section(&writer, "artifacts", "Artifacts") { files.write("Artifacts", ifEmpty: "None.", to: &$0) }
        }
    }

    private func heading(_ writer: inout MarkupWriter) {
        let run = details.run
        var facts = ["run " + id, run.status.rawValue.lowercased(), "started " + TimeText.moment(run.startTime.rawValue)]
        if let end = run.endTime?.rawValue, end >= run.startTime.rawValue {
            facts.append("took " + NumberText.duration((Double(end) - Double(run.startTime.rawValue)) / 1000))
        }
        if !run.user.isEmpty { facts.append("by " + run.user) }
        if run.stage == .deleted { facts.append("deleted") }
        PageFrame.heading(&writer, "Run", title, facts, tone: tone, verdict: report.map { ($0.headline, $0.sentence) })
        guard let experiment else { return }
        writer.element("p") { writer in
            writer.text("In the experiment ")
            writer.element("a", ["href": "/experiments/\(experiment.id)"], text: experiment.name)
            if let parent = details.tags["mlflow.parentRunId"] {
                writer.text(", part of ")
                writer.element("a", ["href": "/runs/" + PageFrame.escaped(parent)], text: "run " + parent)
            }
            if let note = details.tags["mlflow.note.content"] { writer.text(": " + note) }
        }
    }

    /// Bad for what has failed; good only where gates say so.
    private var tone: String {
        switch details.run.status {
        case .failed, .killed: "bad"
        case .finished: HTMLPage.tone(report?.gates.outcome)
        default: "open"
        }
    }
}
