import Reporting
import Tracking

/// The history of one metric over its steps, one line for each run.
struct HistoryChart {
    /// One run's line.
    struct Line {
        var name: String
        /// The run's place among those of the page, from which its colour follows as in the legend.
        var place: Int
        var points: [Metric]
    }

    private static let (width, height, left, bottom, top) = (360.0, 190.0, 52.0, 26.0, 10.0)
    /// Most points of a line that are drawn; of longer histories every so many, with the first and the last.
    private static let pointLimit = 400

    let id: String
    let metric: String
    let lines: [Line]

    /// Whether any run has more than one value, so that there is something to see.
    var isWorthDrawing: Bool { lines.contains { $0.points.count > 1 } }

    func write(to writer: inout MarkupWriter) {
        let drawn = lines.map { Self.thinned($0.points.filter { $0.value.isFinite }.sorted { $0.step < $1.step }) }
        let steps = drawn.joined().map { Double($0.step) }
        let x = Self.scale(steps)
        let y = PlotScale(holding: drawn.joined().map(\.value))
        writer.element("figure", ["class": "card"]) { writer in
            writer.picture(
                id: id, title: metric + " over steps", description: description, width: "\(Int(Self.width))", height: Int(Self.height),
                viewBox: "0 0 \(Int(Self.width)) \(Int(Self.height))"
            ) { writer in
                axes(x, y, &writer)
                for (line, points) in zip(lines, drawn) { self.line(points, line.place, x, y, &writer) }
            }
            writer.element("figcaption") { $0.element("code", text: metric) }
        }
    }

    private var description: String {
        lines.map { line in
            let values = line.points.map(\.value)
            guard let last = line.points.max(by: { $0.step < $1.step }) else { return line.name + ": no values" }
            return "\(line.name): \(values.count) values, the last \(NumberText.short(last.value)) at step \(last.step)"
        }.joined(separator: "; ")
    }

    private static func scale(_ steps: [Double]) -> (lower: Double, upper: Double) {
        let (least, most) = (steps.min() ?? 0, steps.max() ?? 1)
        return (least, most > least ? most : least + 1)
    }

    private static func thinned(_ points: [Metric]) -> [Metric] {
        guard points.count > pointLimit, let last = points.last else { return points }
        let stride = Double(points.count) / Double(pointLimit - 1)
        return (0..<(pointLimit - 1)).map { points[min(points.count - 1, Int(Double($0) * stride))] } + [last]
    }

    private func place(_ step: Double, _ value: Double, _ x: (lower: Double, upper: Double), _ y: PlotScale) -> (Double, Double) {
        let across = Self.left + (step - x.lower) / (x.upper - x.lower) * (Self.width - Self.left - 8)
        let down = Self.top + (1 - y.share(value)) * (Self.height - Self.top - Self.bottom)
        return (across, down)
    }

    private func axes(_ x: (lower: Double, upper: Double), _ y: PlotScale, _ writer: inout MarkupWriter) {
        for tick in y.ticks {
            let (_, down) = place(x.lower, tick, x, y)
            let height = NumberText.fixed(down, digits: 1)
            writer.shape(
                "line",
                [
                    "x1": "\(Int(Self.left))", "x2": "\(Int(Self.width) - 8)", "y1": height, "y2": height, "stroke": "currentColor",
                    "stroke-opacity": "0.15",
                ])
            writer.element(
                "text", ["x": "\(Int(Self.left) - 6)", "y": NumberText.fixed(down + 4, digits: 1), "text-anchor": "end"],
                text: y.label(tick))
        }
        for (step, anchor, across) in [(x.lower, "start", Self.left), (x.upper, "end", Self.width - 8)] {
            writer.element(
                "text", ["x": NumberText.fixed(across, digits: 1), "y": "\(Int(Self.height) - 8)", "text-anchor": anchor],
                text: "step " + NumberText.short(step))
        }
    }

    private func line(
        _ points: [Metric], _ runPlace: Int, _ x: (lower: Double, upper: Double), _ y: PlotScale, _ writer: inout MarkupWriter
    ) {
        let places = points.map { point in
            let (across, down) = place(Double(point.step), point.value, x, y)
            return NumberText.fixed(across, digits: 1) + "," + NumberText.fixed(down, digits: 1)
        }
        writer.element("g", ["class": "line\(runPlace % 6)"]) { writer in
            writer.shape(
                "polyline",
                [
                    "points": places.joined(separator: " "), "fill": "none", "stroke": "currentColor", "stroke-width": "2",
                    "stroke-linejoin": "round",
                ])
        }
    }
}
