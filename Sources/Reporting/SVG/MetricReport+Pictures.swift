import Statistics

extension MetricReport {
    /// The figure's pictures as SVG files of their own, each with a name that is unique within the figure: `intervals`, `histogram`,
    /// `confusion`, `curve-roc`, `curve-precision_recall`, `reliability`. What the figure does not hold is left out.
    package var pictures: [(name: String, svg: String)] {
        var pictures: [(name: String, svg: String)] = []
        if verdict.estimate != nil || !slices.isEmpty {
            let rows =
                [IntervalPlot.Row(name, estimateOf: verdict, bounds: bounds)]
                + slices.map { IntervalPlot.Row($0.slice.label, estimateOf: $0.verdict, bounds: $0.bounds, isPart: true) }
            let plot = IntervalPlot(id: "intervals", title: name + " with its interval", rows: rows, scale: plotScale)
            pictures.append(("intervals", plot.svg))
        }
        if !histogram.isEmpty {
            pictures.append(
                ("histogram", HistogramPlot(id: "histogram", title: name + ": distribution of scores", bins: histogram).svg))
        }
        if let confusion {
            pictures.append(
                ("confusion", ConfusionPlot(id: "confusion", title: name + ": confusion matrix", matrix: confusion).svg))
        }
        for curve in curves {
            let id = "curve-" + curve.kind.rawValue
            pictures.append((id, CurvePlot(id: id, metric: name, curve: curve).svg))
        }
        if !reliability.isEmpty {
            pictures.append(("reliability", ReliabilityPlot(id: "reliability", metric: name, bins: reliability).svg))
        }
        return pictures
    }
}
