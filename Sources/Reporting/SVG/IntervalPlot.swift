import Statistics

/// Estimates with their intervals, one below the other over a common axis (a forest plot).
///
/// All places across are percentages, so that the picture fills any width without its text growing or shrinking.
struct IntervalPlot {
    /// One line of the picture.
    struct Row {
        /// What it is about.
        var label: String
        /// The number in words.
        var figure = ""
        /// The interval in words; a page may leave it out where there is no room.
        var range = ""
        /// What else is said: the size of a slice, the outcome of a comparison.
        var remark = ""
        var estimate: Double?
        var interval: Interval?
        var tone = PlotTone.plain
        /// What gates ask of it.
        var bounds: [Bound] = []
        /// A part of the row above: drawn thinner, its label set in.
        var isPart = false

        /// The estimate of a verdict; that of a slice says how many samples it rests on.
        init(_ label: String, estimateOf verdict: Verdict, bounds: [Bound] = [], isPart: Bool = false) {
            let text = VerdictText(verdict)
            self.label = label
            figure = verdict.estimate == nil ? text.figure : text.estimate
            range = verdict.estimate == nil ? "" : text.interval
            remark = isPart ? "n " + NumberText.count(verdict.n) : ""
            estimate = verdict.estimate
            interval = verdict.interval
            self.bounds = bounds
            self.isPart = isPart
        }

        /// The difference of a comparison, in the tone of its outcome.
        init(_ label: String, differenceOf verdict: Verdict, isPart: Bool = false) {
            let text = VerdictText(verdict)
            self.label = label
            figure = text.difference
            range = text.differenceInterval
            remark = verdict.outcome?.rawValue ?? "undefined"
            estimate = verdict.difference?.estimate
            interval = verdict.difference?.interval
            tone = PlotTone(verdict.outcome)
            self.isPart = isPart
        }

        /// The row in words, with the method of its interval.
        var sentence: String {
            let method = interval.map { " (" + NumberText.percent($0.level) + " " + $0.method + ")" } ?? ""
            let gates = bounds.map { ", gate " + $0.gate }.joined()
            return [label + ":", figure, range, remark].filter { !$0.isEmpty }.joined(separator: " ") + method + gates
        }
    }

    let id: String
    let title: String
    let rows: [Row]
    let scale: PlotScale
    /// Where a line from top to bottom stands, such as no difference.
    var reference: Double?
    /// Half the width of the band around the reference within which differences do not matter.
    var margin: Double?
    /// What the left and the right half say, such as "favours baseline".
    var sides: (left: String, right: String)?

    /// Whether rows carry their label and number; off where both stand beside the picture.
    var hasText = true

    private static let top = 4

    private var plotBottom: Int { Self.top + rows.count * rowHeight }
    private var height: Int { plotBottom + (sides == nil ? 22 : 40) }

    private var rowHeight: Int { hasText ? 40 : 24 }

    /// The picture as a file of its own.
    var svg: String {
        var writer = MarkupWriter(.xml)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    func write(to writer: inout MarkupWriter) {
        let description = rows.map(\.sentence).joined(separator: "; ")
        writer.picture(id: id, title: title, description: description, width: "100%", height: height) { writer in
            band(&writer)
            axis(&writer)
            for (offset, row) in rows.enumerated() { draw(row, top: Self.top + offset * rowHeight, &writer) }
        }
    }

    /// The place of a value across, leaving room for marks at the ends.
    private func place(_ value: Double) -> Double { 2 + scale.share(value) * 96 }

    private func percent(_ value: Double) -> String { NumberText.fixed(value, digits: 2) + "%" }

    private func band(_ writer: inout MarkupWriter) {
        guard let margin, margin > 0, let reference else { return }
        let (start, end) = (place(reference - margin), place(reference + margin))
        writer.shape(
            "rect",
            [
                "class": "band", "x": percent(start), "y": String(Self.top), "width": percent(end - start),
                "height": String(plotBottom - Self.top), "fill-opacity": "0.08",
            ])
    }

    private func axis(_ writer: inout MarkupWriter) {
        let (start, bottom) = (String(Self.top), String(plotBottom))
        for tick in scale.ticks {
            let x = percent(place(tick))
            let isReference = tick == reference
            writer.shape(
                "line",
                [
                    "x1": x, "x2": x, "y1": start, "y2": bottom, "stroke": "currentColor", "stroke-opacity": isReference ? "0.7" : "0.13",
                    "stroke-dasharray": isReference ? "3 3" : nil,
                ])
            let share = scale.share(tick)
            let anchor = share < 0.03 ? "start" : share > 0.97 ? "end" : "middle"
            let textX = share < 0.03 ? "0%" : share > 0.97 ? "100%" : x
            writer.element(
                "text", ["x": textX, "y": String(plotBottom + 14), "text-anchor": anchor, "font-size": "11", "fill-opacity": "0.75"],
                text: reference == nil ? scale.label(tick) : (tick > 0 ? "+" : "") + scale.label(tick))
        }
        if let sides {
            let y = String(plotBottom + 32)
            writer.element("text", ["x": "0%", "y": y, "font-size": "11", "fill-opacity": "0.75"], text: "← " + sides.left)
            writer.element(
                "text", ["x": "100%", "y": y, "text-anchor": "end", "font-size": "11", "fill-opacity": "0.75"], text: sides.right + " →")
        }
    }

    private func draw(_ row: Row, top: Int, _ writer: inout MarkupWriter) {
        writer.element("g") { writer in
            writer.element("title", text: row.sentence)
            if hasText { caption(row, y: String(top + 13), &writer) }
            for bound in row.bounds { mark(bound, bottom: top + rowHeight, &writer) }
            writer.toned(row.tone) { writer in mark(row, y: top + rowHeight - 13, &writer) }
        }
    }

    private func caption(_ row: Row, y: String, _ writer: inout MarkupWriter) {
        writer.element(
            "text", ["class": "plot-label", "x": row.isPart ? "12" : "0", "y": y, "font-weight": row.isPart ? nil : "600"],
            text: DisplayWidth.cut(row.label, to: row.isPart ? 24 : 28, ellipsis: "…"))
        writer.element("text", ["class": "plot-figure", "x": "100%", "y": y, "text-anchor": "end"]) { writer in
            writer.text(row.figure)
            if !row.range.isEmpty { writer.element("tspan", ["class": "plot-range"], text: " " + row.range) }
            if !row.remark.isEmpty { writer.element("tspan", text: " " + row.remark) }
        }
    }

    private func mark(_ row: Row, y: Int, _ writer: inout MarkupWriter) {
        let weight = row.isPart ? "2" : "3"
        if let interval = row.interval, !interval.lower.isNaN, !interval.upper.isNaN, interval.lower <= interval.upper {
            let (start, end) = (percent(place(interval.lower)), percent(place(interval.upper)))
            line(start, end, y, y, weight, &writer)
            if interval.lower >= scale.lower { line(start, start, y - 5, y + 5, weight, &writer) } else { beyond("◂", start, y, &writer) }
            if interval.upper <= scale.upper { line(end, end, y - 5, y + 5, weight, &writer) } else { beyond("▸", end, y, &writer) }
        }
        guard let estimate = row.estimate, estimate.isFinite else { return }
        writer.shape(
            "circle", ["cx": percent(place(estimate)), "cy": String(y), "r": row.isPart ? "4" : "5.5", "fill": "currentColor"])
    }

    /// A dashed line across the row where a gate draws the line; nothing where that is beyond the scale.
    private func mark(_ bound: Bound, bottom: Int, _ writer: inout MarkupWriter) {
        guard bound.value >= scale.lower, bound.value <= scale.upper else { return }
        let x = percent(place(bound.value))
        writer.element("g", ["class": "gate"]) { writer in
            writer.element("title", text: "gate: " + bound.gate)
            writer.shape(
                "line",
                [
                    "x1": x, "x2": x, "y1": String(bottom - 23), "y2": String(bottom - 2), "stroke": "currentColor", "stroke-width": "1.5",
                    "stroke-dasharray": "3 2",
                ])
        }
    }

    private func line(_ x1: String, _ x2: String, _ y1: Int, _ y2: Int, _ weight: String, _ writer: inout MarkupWriter) {
        writer.shape(
            "line",
            [
                "x1": x1, "x2": x2, "y1": String(y1), "y2": String(y2), "stroke": "currentColor", "stroke-width": weight,
                "stroke-linecap": "round",
            ])
    }

    private func beyond(_ sign: String, _ x: String, _ y: Int, _ writer: inout MarkupWriter) {
        writer.element("text", ["x": x, "y": String(y + 4), "text-anchor": "middle"], text: sign)
    }
}
