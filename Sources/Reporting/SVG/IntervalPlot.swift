import Statistics

/// Estimates with their intervals, one below the other over a common axis (a forest plot).
///
/// All places across are percentages, so that the picture fills any width without its text growing or shrinking.
struct IntervalPlot {
    /// One line of the picture.
    struct Row {
        var label: String
        var figure: String
        var estimate: Double?
        var interval: Interval?
        var tone: PlotTone
        /// A part of the row above: drawn thinner, its label set in.
        var isPart: Bool

        /// The row in words, with the method of its interval.
        var sentence: String {
            let words = figure.isEmpty ? Row.numbers(estimate, interval) : figure
            return (label.isEmpty ? "" : label + ": ") + words + (interval.map { " (" + IntervalPlot.method($0) + ")" } ?? "")
        }

        /// The estimate of a verdict; that of a slice says how many samples it rests on.
        init(_ label: String, _ verdict: Verdict, isPart: Bool = false) {
            self.init(
                label: label, figure: VerdictText(verdict).figure + (isPart ? ", n " + NumberText.count(verdict.n) : ""),
                estimate: verdict.estimate, interval: verdict.interval, isPart: isPart)
        }

        init(
            label: String, figure: String, estimate: Double?, interval: Interval?, tone: PlotTone = .plain, isPart: Bool = false
        ) {
            self.label = label
            self.figure = figure
            self.estimate = estimate
            self.interval = interval
            self.tone = tone
            self.isPart = isPart
        }

        private static func numbers(_ estimate: Double?, _ interval: Interval?) -> String {
            var verdict = Verdict(metric: "", n: 0)
            verdict.estimate = estimate
            verdict.interval = interval
            return VerdictText(verdict).figure
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

    private static let top = 4

    private var plotBottom: Int { rows.reduce(Self.top) { $0 + Self.height(of: $1) } }
    private var height: Int { plotBottom + (sides == nil ? 22 : 40) }

    /// A row without label and figure needs no line of text.
    private static func height(of row: Row) -> Int { row.label.isEmpty && row.figure.isEmpty ? 24 : 40 }

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
            var top = Self.top
            for row in rows {
                draw(row, top: top, &writer)
                top += Self.height(of: row)
            }
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
            writer.element(
                "text",
                ["class": "plot-label", "x": row.isPart ? "12" : "0", "y": String(top + 13), "font-weight": row.isPart ? nil : "600"],
                text: DisplayWidth.cut(row.label, to: 34, ellipsis: "…"))
            writer.element("text", ["class": "plot-figure", "x": "100%", "y": String(top + 13), "text-anchor": "end"], text: row.figure)
            writer.toned(row.tone) { writer in mark(row, y: top + Self.height(of: row) - 13, &writer) }
        }
    }

    static func method(_ interval: Interval) -> String { NumberText.percent(interval.level) + " " + interval.method }

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
