import Statistics
import TouchstoneJSON

/// A run as one self-contained page: the summary at once, then the samples as data blocks that the page's script shows on demand.
///
/// The writer holds back at most one block of samples (256 KiB and the sample that fills it) and the names of up to 500 slices.
struct HTMLRunReport: ReportDocument {
    let report: RunReport
    private let textLimit: Int
    private var data: ViewerData

    init(_ report: RunReport, textLimit: Int) {
        self.report = report
        self.textLimit = max(64, textLimit)
        self.data = ViewerData(
            states: [
                .init(bit: SampleState.failed.rawValue, word: "failed", sign: "✗", tone: "bad"),
                .init(bit: SampleState.errored.rawValue, word: "errored", sign: "!", tone: "bad"),
                .init(bit: SampleState.unscored.rawValue, word: "unscored", sign: "?", tone: "open"),
                .init(bit: 0, word: "passed", sign: "✓", tone: "good"),
            ], titles: ["i": "Input", "a": "Answer", "x": "Expected", "c": "Context"], compared: ["a", "x"], noun: "sample",
            scoreNames: report.scoreNames)
    }

    mutating func opening() -> [UInt8] {
        var writer = MarkupWriter(.html)
        HTMLPage.begin(&writer, title: "\(report.headline): \(report.run.name)", sections: sections)
        banner(&writer)
        HTMLPage.warnings(&writer, report.warnings)
        HTMLPage.gates(&writer, report.gates)
        if !report.metrics.isEmpty { figures(&writer) }
        HTMLPage.viewer(
            &writer, id: "samples", title: "Samples", noun: "sample", command: "touchstone report \(report.run.id) --format csv")
        HTMLProvenance(report).write(to: &writer)
        HTMLPage.endMain(&writer, version: report.touchstoneVersion)
        return writer.bytes
    }

    mutating func next(_ sample: SampleReport) -> [UInt8] {
        var record = ViewerRecord(id: sample.id, flags: sample.state.rawValue, textLimit: textLimit)
        record.epoch = sample.epoch
        record.slices = sample.slices.map(\.label)
        record.error = sample.error
        record.scores = sample.scores
        record.calls = sample.calls
        record.add("i", sample.inputs)
        record.add("a", sample.outputs)
        record.add("x", sample.expected)
        record.add("c", sample.context)
        return data.add(record)
    }

    mutating func closing() -> [UInt8] {
        let blocks = data.finish()
        var writer = MarkupWriter(.html)
        HTMLPage.end(&writer)
        return blocks + writer.bytes
    }

    private var sections: [(id: String, name: String)] {
        (report.gates.isEmpty ? [] : [("gates", "Gates")]) + (report.metrics.isEmpty ? [] : [("figures", "Figures")])
            + [("samples", "Samples"), ("provenance", "Calls and lineage")]
    }

    private func banner(_ writer: inout MarkupWriter) {
        let tone = report.status == .finished ? HTMLPage.tone(report.gates.outcome) : report.status == .running ? "open" : "bad"
        var span: String?
        if let start = report.startedAt, let end = report.endedAt, end >= start { span = NumberText.duration(Double(end - start) / 1000) }
        let facts = [
            report.samples.map { NumberText.count($0.total) + " samples" }, report.startedAt.map(TimeText.moment),
            span.map { "took " + $0 },
            report.lineage.model?.name, report.calls?.cost.map(NumberText.dollars), "run " + report.run.id,
        ]
        HTMLPage.banner(
            &writer, eyebrow: "Run report" + (report.run.experiment.map { " · " + $0 } ?? ""), title: report.run.name,
            headline: report.headline, tone: tone, sentence: report.sentence, facts: facts.compactMap { $0 })
    }

    private func figures(_ writer: inout MarkupWriter) {
        HTMLPage.section(&writer, "figures", "Figures") { writer in
            writer.element("div", ["class": "cards"]) { writer in
                for (offset, metric) in report.metrics.enumerated() {
                    HTMLMetricCard(metric: metric, id: "m\(offset)").write(to: &writer)
                }
            }
        }
    }
}
