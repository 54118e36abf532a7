import Statistics

/// One figure: estimate, interval in words and as a picture, what it rests on, and the details folded away.
package struct HTMLMetricCard {
    /// The figure that is shown.
    package let metric: MetricReport
    /// The beginning of the ids of its elements; unique in its page.
    package let id: String

    /// The card of a figure.
    package init(metric: MetricReport, id: String) {
        self.metric = metric
        self.id = id
    }

    private static let openSlices = 4

    /// Writes the card as an `article`.
    package func write(to writer: inout MarkupWriter) {
        let text = VerdictText(metric.verdict)
        writer.element("article", ["class": "card", "aria-labelledby": id + "-name"]) { writer in
            writer.element("h3", ["id": id + "-name"]) { writer in
                writer.text(metric.name)
                writer.element("code", text: metric.key)
            }
            writer.element("p", ["class": "figure"]) { writer in
                writer.element("b", text: text.estimate)
                writer.element("span", text: metric.verdict.estimate == nil ? text.figure : text.interval)
                if let method = text.method { writer.element("small", text: method) }
            }
            if metric.verdict.estimate != nil || !metric.slices.isEmpty { intervals(&writer) }
            counts(&writer)
            HTMLPage.warnings(&writer, metric.verdict.warnings)
            details(&writer)
        }
        writer.newline()
    }

    private var direction: String {
        switch metric.direction {
        case .higher: "higher is better"
        case .lower: "lower is better"
        case .neutral: "no better direction"
        }
    }

    private func counts(_ writer: inout MarkupWriter) {
        writer.element("ul", ["class": "counts"]) { writer in
            writer.element("li", text: NumberText.count(metric.counts.scored) + " scored")
            writer.element(
                "li", ["class": metric.counts.unscored > 0 ? "tone-open some" : nil],
                text: NumberText.count(metric.counts.unscored) + " unscored")
            writer.element(
                "li", ["class": metric.counts.errored > 0 ? "tone-bad some" : nil],
                text: NumberText.count(metric.counts.errored) + " errored")
            if let clusters = metric.verdict.clusters { writer.element("li", text: NumberText.count(clusters) + " clusters") }
            writer.element("li", text: direction)
        }
    }

    /// The figure alone needs no words in its picture, since they stand above it; with its slices it does.
    private func intervals(_ writer: inout MarkupWriter) {
        let whole = IntervalPlot.Row("all samples", estimateOf: metric.verdict, bounds: metric.bounds)
        let parts = metric.slices.map {
            IntervalPlot.Row($0.slice.label, estimateOf: $0.verdict, bounds: $0.bounds, isPart: true)
        }
        let together = parts.count <= Self.openSlices
        plot(together ? [whole] + parts : [whole], id + "-intervals", hasText: together && !parts.isEmpty, &writer)
        if !together { folded("By slice (\(parts.count))", &writer) { plot(parts, id + "-slices", hasText: true, &$0) } }
    }

    private func plot(_ rows: [IntervalPlot.Row], _ id: String, hasText: Bool, _ writer: inout MarkupWriter) {
        IntervalPlot(id: id, title: metric.name + " with its interval", rows: rows, scale: metric.plotScale, hasText: hasText)
            .write(to: &writer)
    }

    private func details(_ writer: inout MarkupWriter) {
        if !metric.histogram.isEmpty {
            folded("Distribution", &writer) {
                HistogramPlot(id: id + "-histogram", title: metric.name + ": distribution of scores", bins: metric.histogram).write(to: &$0)
            }
        }
        if let confusion = metric.confusion {
            folded("Confusion matrix", &writer) { writer in
                writer.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Confusion matrix"]) {
                    ConfusionPlot(id: id + "-confusion", title: metric.name + ": confusion matrix", matrix: confusion).write(to: &$0)
                }
            }
        }
        if !metric.curves.isEmpty {
            folded("Curves", &writer) { writer in
                for (offset, curve) in metric.curves.enumerated() { self.curve(curve, offset, &writer) }
            }
        }
        if !metric.reliability.isEmpty {
            folded("Reliability", &writer) {
                ReliabilityPlot(id: id + "-reliability", metric: metric.name, bins: metric.reliability).write(to: &$0)
            }
        }
        if !metric.verdict.assumptions.isEmpty {
            folded("Assumptions", &writer) { writer in
                writer.element("ul") { writer in for each in metric.verdict.assumptions { writer.element("li", text: each) } }
            }
        }
    }

    private func curve(_ curve: Curve, _ offset: Int, _ writer: inout MarkupWriter) {
        let plot = CurvePlot(id: id + "-curve\(offset)", metric: metric.name, curve: curve)
        writer.element("figure") { writer in
            plot.write(to: &writer)
            writer.element("figcaption", text: plot.caption)
        }
    }

    private func folded(_ summary: String, _ writer: inout MarkupWriter, _ content: (inout MarkupWriter) -> Void) {
        writer.element("details") { writer in
            writer.element("summary", text: summary)
            writer.element("div", ["class": "folded"], content)
        }
    }
}
