import Statistics

/// A run as aligned text: verdict, gates, figures with interval bars, slices, calls, and the first samples that went wrong.
struct TerminalRunReport: ReportDocument {
    private static let shownFailures = 10

    let report: RunReport
    let style: TerminalStyle
    private var failures: [SampleReport] = []
    private var wrong = 0

    init(_ report: RunReport, style: TerminalStyle) {
        self.report = report
        self.style = style
    }

    mutating func opening() -> [UInt8] {
        let sections = [header, gates, figures, slices, provenance, warnings].filter { !$0.isEmpty }
        return Array((sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n").utf8)
    }

    mutating func next(_ sample: SampleReport) -> [UInt8] {
        guard !sample.state.isEmpty else { return [] }
        wrong += 1
        if failures.count < Self.shownFailures { failures.append(sample) }
        return []
    }

    mutating func closing() -> [UInt8] {
        guard !failures.isEmpty else { return [] }
        return Array(("\n" + failureLines.joined(separator: "\n") + "\n").utf8)
    }

    private var header: [String] {
        let tone: TerminalStyle.Tone? =
            report.status == .finished ? report.gates.outcome.map(GateTone.tone) : .bad
        var facts = [report.run.experiment.map { "experiment " + $0 }, report.startedAt.map(TimeText.moment), span, "run " + report.run.id]
            .compactMap { $0 }
        facts = facts.map(DisplayWidth.safe)
        return [
            style.paint(DisplayWidth.safe(report.run.name), .strong) + "  " + style.paint(report.headline.uppercased(), tone),
            DisplayWidth.wrapped(style.plain(DisplayWidth.safe(report.sentence)), to: max(40, style.width)).joined(separator: "\n"),
            style.paint(style.plain(facts.joined(separator: style.unicode ? " · " : ", ")), .faint),
        ]
    }

    private var span: String? {
        guard let start = report.startedAt, let end = report.endedAt, end >= start else { return nil }
        return NumberText.duration(Double(end - start) / 1000)
    }

    private var gates: [String] { GateLines.lines(report.gates, style) }

    private var figures: [String] {
        guard !report.metrics.isEmpty else { return [] }
        let columns: [TextTable.Column] = [
            .init(title: "figure", shrinks: true), .init(title: "estimate", alignsRight: true), .init(title: "interval"),
            .init(title: "", expendable: 2, stretch: 12...33), .init(title: "scored", alignsRight: true),
            .init(title: "unscored", alignsRight: true), .init(title: "errored", alignsRight: true), .init(title: "method", expendable: 3),
        ]
        let rows = report.metrics.map { metric -> [TextTable.Cell] in
            let text = VerdictText(metric.verdict)
            return [
                .init(metric.key, .strong), .init(text.estimate), .init(text.interval), bar(metric.verdict, metric.plotScale),
                .init(NumberText.count(metric.counts.scored)), count(metric.counts.unscored, .open), count(metric.counts.errored, .bad),
                .init(text.method ?? "", .faint),
            ]
        }
        return TextTable(columns: columns, rows: rows).lines(style) + undefinedReasons
    }

    /// Why figures without estimate have none; said below the table, where there is room for it.
    private var undefinedReasons: [String] {
        report.metrics.compactMap { metric in
            metric.verdict.undefinedReason.map { style.paint("  \(DisplayWidth.safe(metric.key)): \(DisplayWidth.safe($0))", .open) }
        }
    }

    private func bar(_ verdict: Verdict, _ scale: PlotScale) -> TextTable.Cell {
        let bar = IntervalBar(scale: scale.lower...scale.upper, unicode: style.unicode)
        return .init(draw: { bar.line(estimate: verdict.estimate, interval: verdict.interval, width: $0) })
    }

    private func count(_ value: Int, _ tone: TerminalStyle.Tone) -> TextTable.Cell {
        .init(NumberText.count(value), value > 0 ? tone : .faint)
    }

    private var slices: [String] {
        let rows = report.metrics.flatMap { metric in
            metric.slices.map { slice -> [TextTable.Cell] in
                let text = VerdictText(slice.verdict)
                return [
                    .init(metric.key), .init(slice.slice.label, .strong), .init(text.estimate), .init(text.interval),
                    bar(slice.verdict, metric.plotScale), .init(NumberText.count(slice.verdict.n)),
                ]
            }
        }
        guard !rows.isEmpty else { return [] }
        let columns: [TextTable.Column] = [
            .init(title: "figure", shrinks: true), .init(title: "slice", shrinks: true), .init(title: "estimate", alignsRight: true),
            .init(title: "interval"), .init(title: "", expendable: 2, stretch: 12...33), .init(title: "n", alignsRight: true),
        ]
        return TextTable(columns: columns, rows: rows).lines(style)
    }

    private var provenance: [String] {
        let facts = ReportFacts(report)
        return [
            ("data", facts.dataset), ("prompt", facts.prompt), ("model", facts.model), ("calls", facts.calls), ("latency", facts.latency),
        ]
        .compactMap { name, text in
            text.map { style.paint(name + String(repeating: " ", count: 9 - name.utf8.count), .faint) + style.plain(DisplayWidth.safe($0)) }
        }
    }

    private var warnings: [String] {
        let all = report.warnings + report.metrics.flatMap { metric in metric.verdict.warnings.map { metric.key + ": " + $0 } }
        return all.map { style.paint("warning", .open) + "  " + style.plain(DisplayWidth.safe($0)) }
    }

    private var failureLines: [String] {
        let columns: [TextTable.Column] = [
            .init(title: "sample", shrinks: true), .init(title: "state"), .init(title: "why", shrinks: true),
        ]
        let rows = failures.map { sample -> [TextTable.Cell] in
            let id = sample.epoch > 1 ? sample.id + " (epoch \(sample.epoch))" : sample.id
            return [
                .init(id), .init(sample.state.names.joined(separator: ", "), sample.state.contains(.failed) ? .bad : .open),
                .init(sample.trouble),
            ]
        }
        let rest = wrong - failures.count
        let note = rest > 0 ? ["and \(NumberText.count(rest)) more; --format html shows all"] : []
        return TextTable(columns: columns, rows: rows).lines(style) + note.map { style.paint($0, .faint) }
    }
}

extension SampleReport {
    /// What went wrong first, in words.
    var trouble: String {
        if let error { return error }
        let score = scores.first { $0.passed == false } ?? scores.first { $0.error != nil } ?? scores.first { $0.value == nil }
        guard let score else { return "" }
        let detail = score.error ?? score.reason ?? score.rationale ?? outputs.map { "answered " + $0.preview }
        let value = score.value.map { " " + $0.scoreText } ?? ""
        return score.name + value + (detail.map { ": " + $0 } ?? "")
    }
}
