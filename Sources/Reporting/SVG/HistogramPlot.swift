/// How scores are distributed, as bars.
struct HistogramPlot {
    let id: String
    let title: String
    let bins: [HistogramBin]

    private static let (width, height, base) = (320.0, 150.0, 126.0)

    /// The picture as a file of its own.
    var svg: String {
        var writer = MarkupWriter(.xml)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    func write(to writer: inout MarkupWriter) {
        let description = bins.map { range($0) + ": " + NumberText.count($0.count) }.joined(separator: "; ")
        writer.picture(
            id: id, title: title, description: description, width: "320", height: 150, viewBox: "0 0 320 150"
        ) { writer in
            let most = Double(max(1, bins.map(\.count).max() ?? 1))
            let step = Self.width / Double(max(1, bins.count))
            for (offset, bin) in bins.enumerated() {
                bar(bin, x: Double(offset) * step, width: step, height: 104 * Double(max(0, bin.count)) / most, &writer)
            }
            axis(&writer)
        }
    }

    private func range(_ bin: HistogramBin) -> String { NumberText.short(bin.lower) + " to " + NumberText.short(bin.upper) }

    private func bar(_ bin: HistogramBin, x: Double, width: Double, height: Double, _ writer: inout MarkupWriter) {
        let text = { NumberText.fixed($0, digits: 1) }
        writer.toned(.plain) { writer in
            writer.element(
                "rect",
                [
                    "x": text(x + 1), "y": text(Self.base - height), "width": text(max(0.5, width - 2)), "height": text(height),
                    "rx": "1.5",
                    "fill": "currentColor", "fill-opacity": "0.8",
                ]
            ) { $0.element("title", text: range(bin) + ": " + NumberText.count(bin.count)) }
        }
        guard bins.count <= 12, bin.count > 0 else { return }
        writer.element(
            "text",
            [
                "x": text(x + width / 2), "y": text(Self.base - height - 4), "text-anchor": "middle", "font-size": "10",
                "fill-opacity": "0.8",
            ], text: NumberText.count(bin.count))
    }

    private func axis(_ writer: inout MarkupWriter) {
        writer.shape("line", ["x1": "0", "x2": "320", "y1": "126.5", "y2": "126.5", "stroke": "currentColor", "stroke-opacity": "0.4"])
        guard let first = bins.first, let last = bins.last else { return }
        let middle = bins[bins.count / 2].lower
        writer.element("text", ["x": "0", "y": "142", "font-size": "11", "fill-opacity": "0.75"], text: NumberText.short(first.lower))
        if bins.count > 1, bins.count.isMultiple(of: 2) {
            writer.element(
                "text", ["x": "160", "y": "142", "text-anchor": "middle", "font-size": "11", "fill-opacity": "0.75"],
                text: NumberText.short(middle))
        }
        writer.element(
            "text", ["x": "320", "y": "142", "text-anchor": "end", "font-size": "11", "fill-opacity": "0.75"],
            text: NumberText.short(last.upper))
    }
}
