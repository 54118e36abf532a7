import Reporting
import Tracking

/// The history of one metric over its steps, one line for each run; over time where it was noted at one step alone.
struct HistoryChart {
    /// One run's line.
    struct Line {
        var name: String
        /// The run's place among those of the page, from which its colour follows as in the legend.
        var place: Int
        var history: HistoryOutline
    }

    private static let (width, height, left, right, bottom, top) = (360.0, 190.0, 58.0, 8.0, 26.0, 10.0)

    let id: String
    let metric: String
    let lines: [Line]
    /// What is said behind the chart.
    var remark: String?

    /// Whether any run has more than one value, so that there is something to see.
    var isWorthDrawing: Bool { lines.contains { $0.history.count > 1 } }

    func write(to writer: inout MarkupWriter) {
        writer.element("figure", ["class": "card"]) { writer in
            if lines.contains(where: { $0.history.gaps < $0.history.count }) {
                draw(to: &writer)
            } else {
                writer.element("p", text: "Nothing to draw, no value is finite: " + description + ".")
            }
            writer.element("figcaption") { $0.element("code", text: metric) }
        }
        if let remark { writer.element("p", text: remark) }
    }

    private var description: String {
        lines.map { line in
            let history = line.history
            guard let last = history.last else { return line.name + ": no values" }
            let gaps = history.gaps > 0 ? " (\(history.gaps) of them NaN or infinite)" : ""
            return "\(line.name): \(history.count) value\(history.count == 1 ? "" : "s")\(gaps), "
                + "the last \(NumberText.short(last.value)) at step \(last.step)"
        }.joined(separator: "; ")
    }

    private func draw(to writer: inout MarkupWriter) {
        let axis = HistoryAxis(lines.map(\.history))
        let drawn = lines.map { axis.segments(of: $0.history) }
        let places = drawn.joined().joined().map(\.x)
        let (first, last) = (places.min() ?? 0, places.max() ?? 0)
        let x = (lower: first, upper: last > first ? last : first + max(1, first.ulp))
        let y = PlotScale(fitting: drawn.joined().joined().lazy.map(\.y))
        writer.picture(
            id: id, title: metric + (axis.isTime ? " over time" : " over steps"), description: description, width: "\(Int(Self.width))",
            height: Int(Self.height), viewBox: "0 0 \(Int(Self.width)) \(Int(Self.height))"
        ) { writer in
            levels(y, &writer)
            ends(axis.labels(from: first, to: last), &writer)
            for (line, segments) in zip(lines, drawn) {
                writer.element("g", ["class": "line\(line.place % 6)"]) { writer in
                    for segment in segments { draw(segment.map { Self.place($0, x, y) }, &writer) }
                }
            }
        }
    }

    private static func place(_ point: HistoryAxis.Point, _ x: (lower: Double, upper: Double), _ y: PlotScale) -> (x: String, y: String) {
        let across = left + (point.x - x.lower) / (x.upper - x.lower) * (width - left - right)
        return (NumberText.fixed(across, digits: 1), NumberText.fixed(down(point.y, y), digits: 1))
    }

    private static func down(_ value: Double, _ y: PlotScale) -> Double { top + (1 - y.share(value)) * (height - top - bottom) }

    /// A line for each tick with its text.
    private func levels(_ y: PlotScale, _ writer: inout MarkupWriter) {
        for (tick, label) in zip(y.ticks, y.shortLabels) {
            let down = Self.down(tick, y)
            let height = NumberText.fixed(down, digits: 1)
            writer.shape(
                "line",
                [
                    "x1": "\(Int(Self.left))", "x2": "\(Int(Self.width - Self.right))", "y1": height, "y2": height,
                    "stroke": "currentColor", "stroke-opacity": "0.15",
                ])
            writer.element(
                "text", ["x": "\(Int(Self.left) - 6)", "y": NumberText.fixed(down + 4, digits: 1), "text-anchor": "end"], text: label)
        }
    }

    private func ends(_ labels: (first: String, last: String), _ writer: inout MarkupWriter) {
        let places = [(labels.first, "start", Self.left), (labels.last, "end", Self.width - Self.right)]
        for (label, anchor, across) in places {
            writer.element("text", ["x": "\(Int(across))", "y": "\(Int(Self.height) - 8)", "text-anchor": anchor], text: label)
        }
    }

    /// Points that are joined; one alone is a dot.
    private func draw(_ places: [(x: String, y: String)], _ writer: inout MarkupWriter) {
        if places.count == 1, let dot = places.first {
            return writer.shape("circle", ["cx": dot.x, "cy": dot.y, "r": "2", "fill": "currentColor"])
        }
        writer.shape(
            "polyline",
            [
                "points": places.map { $0.x + "," + $0.y }.joined(separator: " "), "fill": "none", "stroke": "currentColor",
                "stroke-width": "2", "stroke-linejoin": "round",
            ])
    }
}
