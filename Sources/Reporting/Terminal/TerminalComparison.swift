import Statistics

/// A comparison as aligned text: a line per figure with the interval of the difference, then the samples that flipped.
struct TerminalComparison {
    private static let shownFlips = 12

    let report: ComparisonReport
    let style: TerminalStyle

    /// The whole text.
    var text: String {
        let sections = [header, GateLines.lines(report.gates, style), figures, slices, notes, flips].filter { !$0.isEmpty }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var header: [String] {
        [
            style.paint(DisplayWidth.safe(report.candidate.name), .strong) + " against "
                + style.paint(DisplayWidth.safe(report.baseline.name), .strong),
            DisplayWidth.wrapped(style.plain(DisplayWidth.safe(report.sentence)), to: max(40, style.width)).joined(separator: "\n"),
            style.paint(DisplayWidth.safe("candidate run \(report.candidate.id), baseline run \(report.baseline.id)"), .faint),
        ]
    }

    static func tone(_ outcome: Verdict.Outcome?) -> TerminalStyle.Tone? {
        switch outcome {
        case .better: .good
        case .worse: .bad
        case .inconclusive: .open
        case .equivalent, nil: nil
        }
    }

    private var figures: [String] {
        guard !report.metrics.isEmpty else { return [] }
        let columns: [TextTable.Column] = [
            .init(title: "figure", shrinks: true), .init(title: "verdict"), .init(title: "difference", alignsRight: true),
            .init(title: "interval"), .init(title: "", expendable: 4, stretch: 13...33),
            .init(title: "baseline → candidate", expendable: 5), .init(title: "p", alignsRight: true),
            .init(title: "pairs moved", expendable: 1), .init(title: "n", alignsRight: true, expendable: 2),
            .init(title: "mde", alignsRight: true, expendable: 3),
        ]
        let rows = report.metrics.map { metric -> [TextTable.Cell] in
            let text = VerdictText(metric.verdict)
            return [
                .init(metric.key, .strong), .init(metric.verdict.outcome?.rawValue ?? "undefined", Self.tone(metric.verdict.outcome)),
                .init(text.difference), .init(text.differenceInterval), bar(metric.verdict, metric.plotScale), .init(text.change),
                .init(text.pValue), .init(metric.movement), .init(NumberText.count(metric.verdict.n)), .init(text.minimumDetectable),
            ]
        }
        return TextTable(columns: columns, rows: rows).lines(style)
    }

    private func bar(_ verdict: Verdict, _ scale: PlotScale) -> TextTable.Cell {
        let bar = IntervalBar(scale: scale.lower...scale.upper, reference: 0, unicode: style.unicode)
        return .init(draw: { bar.line(estimate: verdict.difference?.estimate, interval: verdict.difference?.interval, width: $0) })
    }

    private var slices: [String] {
        let rows = report.metrics.flatMap { metric in
            metric.slices.map { slice -> [TextTable.Cell] in
                let text = VerdictText(slice.verdict)
                return [
                    .init(metric.key), .init(slice.slice.label, .strong),
                    .init(slice.verdict.outcome?.rawValue ?? "", Self.tone(slice.verdict.outcome)), .init(text.difference),
                    .init(text.differenceInterval), bar(slice.verdict, metric.plotScale), .init(NumberText.count(slice.verdict.n)),
                ]
            }
        }
        guard !rows.isEmpty else { return [] }
        let columns: [TextTable.Column] = [
            .init(title: "figure", shrinks: true), .init(title: "slice", shrinks: true), .init(title: "verdict"),
            .init(title: "difference", alignsRight: true), .init(title: "interval"), .init(title: "", expendable: 2, stretch: 13...33),
            .init(title: "n", alignsRight: true),
        ]
        return TextTable(columns: columns, rows: rows).lines(style)
    }

    private var notes: [String] {
        let methods = report.metrics.compactMap { metric in
            VerdictText(metric.verdict).pMethod.map {
                "\(metric.key): \(metric.verdict.difference?.interval?.method ?? "no interval"), p by \($0)"
            }
        }
        let unpaired = report.metrics.filter { $0.unpaired > 0 }.map { "\($0.key): \(NumberText.count($0.unpaired)) without a pair" }
        let warnings = report.warnings + report.metrics.flatMap { metric in metric.verdict.warnings.map { metric.key + ": " + $0 } }
        return (methods + unpaired).map { style.paint(DisplayWidth.safe($0), .faint) }
            + warnings.map { style.paint("warning", .open) + "  " + style.plain(DisplayWidth.safe($0)) }
    }

    private var flips: [String] {
        let ordered = report.flips.filter { !$0.isFix } + report.flips.filter(\.isFix)
        guard !ordered.isEmpty else { return [] }
        let columns: [TextTable.Column] = [
            .init(title: "sample", shrinks: true), .init(title: "flip"), .init(title: "figure", shrinks: true),
            .init(title: "before → after", shrinks: true), .init(title: "input", shrinks: true),
        ]
        let rows = ordered.prefix(Self.shownFlips).map { flip -> [TextTable.Cell] in
            [
                .init(flip.label), .init(flip.isFix ? "fixed" : "broke", flip.isFix ? .good : .bad), .init(flip.metric),
                .init(flip.before.scoreText + " → " + flip.after.scoreText), .init(flip.input.preview),
            ]
        }
        let rest = ordered.count + report.flipsOmitted - rows.count
        let note = rest > 0 ? [style.paint("and \(NumberText.count(rest)) more; --format html shows their answers", .faint)] : []
        return TextTable(columns: columns, rows: Array(rows)).lines(style) + note
    }
}

extension ComparedMetric {
    /// The axis on which the difference and its slices are drawn, the same on both sides of zero.
    var plotScale: PlotScale {
        PlotScale(differences: ([verdict] + slices.map(\.verdict)).flatMap(\.drawnDifferences) + [margin ?? 0])
    }
}
