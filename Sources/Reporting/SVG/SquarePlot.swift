/// A square from (0, 0) to (1, 1) with axes, on which curves and points are drawn.
struct SquarePlot {
    let xTitle: String
    let yTitle: String

    private static let (left, top, side) = (46.0, 8.0, 200.0)
    static let (width, height) = (256, 250)

    static func x(_ value: Double) -> String { NumberText.fixed(left + side * unit(value), digits: 1) }

    static func y(_ value: Double) -> String { NumberText.fixed(top + side * (1 - unit(value)), digits: 1) }

    private static func unit(_ value: Double) -> Double { value.isNaN ? 0 : min(1, max(0, value)) }

    /// The frame, its ticks and titles, and if asked the diagonal.
    func axes(diagonal: Bool, _ writer: inout MarkupWriter) {
        for tick in [0, 0.5, 1] {
            gridLine(Self.x(tick), Self.x(tick), Self.y(0), Self.y(1), &writer)
            gridLine(Self.x(0), Self.x(1), Self.y(tick), Self.y(tick), &writer)
            let label = NumberText.fixed(tick, digits: tick == 0.5 ? 1 : 0)
            text(label, x: Self.x(tick), y: "222", anchor: "middle", &writer)
            text(label, x: "40", y: NumberText.fixed(Self.top + Self.side * (1 - tick) + 4, digits: 1), anchor: "end", &writer)
        }
        if diagonal {
            writer.shape(
                "line",
                [
                    "x1": Self.x(0), "y1": Self.y(0), "x2": Self.x(1), "y2": Self.y(1), "stroke": "currentColor",
                    "stroke-opacity": "0.45", "stroke-dasharray": "4 4",
                ])
        }
        text(xTitle, x: Self.x(0.5), y: "242", anchor: "middle", &writer)
        writer.element(
            "text",
            [
                "x": "11", "y": Self.y(0.5), "text-anchor": "middle", "font-size": "11", "fill-opacity": "0.75",
                "transform": "rotate(-90 11 \(Self.y(0.5)))",
            ], text: yTitle)
    }

    private func text(_ text: String, x: String, y: String, anchor: String, _ writer: inout MarkupWriter) {
        writer.element("text", ["x": x, "y": y, "text-anchor": anchor, "font-size": "11", "fill-opacity": "0.75"], text: text)
    }

    private func gridLine(_ x1: String, _ x2: String, _ y1: String, _ y2: String, _ writer: inout MarkupWriter) {
        writer.shape("line", ["x1": x1, "x2": x2, "y1": y1, "y2": y2, "stroke": "currentColor", "stroke-opacity": "0.15"])
    }
}
