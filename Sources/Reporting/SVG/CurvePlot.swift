/// A receiver operating characteristic or a precision-recall curve.
struct CurvePlot {
    let id: String
    let metric: String
    let curve: Curve

    private var name: String { curve.kind == .roc ? "ROC curve" : "Precision-recall curve" }

    /// What stands below the picture: its name and the area under it.
    var caption: String { name + (curve.area.map { ", area " + NumberText.fixed($0, digits: 3) } ?? "") }

    /// The picture as a file of its own.
    var svg: String {
        var writer = MarkupWriter(.xml)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    func write(to writer: inout MarkupWriter) {
        let (xTitle, yTitle) = curve.kind == .roc ? ("false positive rate", "true positive rate") : ("recall", "precision")
        let (width, height) = (SquarePlot.width, SquarePlot.height)
        writer.picture(
            id: id, title: metric + ": " + name, description: caption + ", \(curve.points.count) points; \(yTitle) over \(xTitle)",
            width: String(width), height: height, viewBox: "0 0 \(width) \(height)"
        ) { writer in
            SquarePlot(xTitle: xTitle, yTitle: yTitle).axes(diagonal: curve.kind == .roc, &writer)
            let points = curve.points.map { SquarePlot.x($0.x) + "," + SquarePlot.y($0.y) }.joined(separator: " ")
            writer.toned(.plain) { writer in
                writer.shape(
                    "polyline",
                    ["points": points, "fill": "none", "stroke": "currentColor", "stroke-width": "2.5", "stroke-linejoin": "round"])
            }
        }
    }
}
