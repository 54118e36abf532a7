import Statistics

/// Stated against observed probabilities, with the interval of each observed share; the diagonal is perfect calibration.
struct ReliabilityPlot {
    let id: String
    let metric: String
    let bins: [ReliabilityBin]

    /// The picture as a file of its own.
    var svg: String {
        var writer = MarkupWriter(.xml)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    func write(to writer: inout MarkupWriter) {
        let (width, height) = (SquarePlot.width, SquarePlot.height)
        writer.picture(
            id: id, title: metric + ": reliability", description: bins.map(sentence).joined(separator: "; "), width: String(width),
            height: height, viewBox: "0 0 \(width) \(height)"
        ) { writer in
            SquarePlot(xTitle: "stated probability", yTitle: "observed share").axes(diagonal: true, &writer)
            let most = Double(max(1, bins.map(\.n).max() ?? 1))
            writer.toned(.plain) { writer in
                for bin in bins { draw(bin, radius: 3 + 4 * (Double(max(0, bin.n)) / most).squareRoot(), &writer) }
            }
        }
    }

    private func sentence(_ bin: ReliabilityBin) -> String {
        let interval = bin.interval.map { " [" + NumberText.short($0.lower) + ", " + NumberText.short($0.upper) + "]" } ?? ""
        return "stated \(NumberText.short(bin.predicted)), observed \(NumberText.short(bin.observed))\(interval), n \(bin.n)"
    }

    private func draw(_ bin: ReliabilityBin, radius: Double, _ writer: inout MarkupWriter) {
        let x = SquarePlot.x(bin.predicted)
        if let interval = bin.interval {
            writer.shape(
                "line",
                [
                    "x1": x, "x2": x, "y1": SquarePlot.y(interval.lower), "y2": SquarePlot.y(interval.upper), "stroke": "currentColor",
                    "stroke-width": "2",
                ])
        }
        writer.element(
            "circle", ["cx": x, "cy": SquarePlot.y(bin.observed), "r": NumberText.fixed(radius, digits: 1), "fill": "currentColor"]
        ) { $0.element("title", text: sentence(bin)) }
    }
}
