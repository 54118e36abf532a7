/// Expected against answered labels, each cell shaded by its share of the row.
struct ConfusionPlot {
    private static let most = 16

    let id: String
    let title: String
    let matrix: ConfusionMatrix

    private static let (left, top, cell) = (92, 44, 46)

    /// The labels that are drawn; the rest would make the picture unreadable.
    private var labels: [String] { Array(matrix.labels.prefix(Self.most)) }

    /// The picture as a file of its own.
    var svg: String {
        var writer = MarkupWriter(.xml)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    func write(to writer: inout MarkupWriter) {
        let width = Self.left + labels.count * Self.cell + 4
        let height = Self.top + labels.count * Self.cell + 4
        writer.picture(
            id: id, title: title, description: description, width: String(width), height: height, viewBox: "0 0 \(width) \(height)"
        ) { writer in
            writer.element("text", ["x": String(Self.left), "y": "13", "font-size": "11", "fill-opacity": "0.75"], text: "answered →")
            writer.element("text", ["x": "0", "y": String(Self.top - 8), "font-size": "11", "fill-opacity": "0.75"], text: "expected ↓")
            for (offset, label) in labels.enumerated() { heading(label, offset, &writer) }
            for row in labels.indices { drawRow(row, &writer) }
        }
    }

    private var description: String {
        let rows = labels.indices.map { row in
            let cells = labels.indices.filter { matrix.count(row: row, column: $0) > 0 }.map { column in
                labels[column] + " " + NumberText.count(matrix.count(row: row, column: column))
            }
            return "expected \(labels[row]), answered " + (cells.isEmpty ? "never" : cells.joined(separator: ", "))
        }
        let rest = matrix.labels.count - labels.count
        return rows.joined(separator: "; ") + (rest > 0 ? "; \(rest) more labels are not drawn" : "")
    }

    private func heading(_ label: String, _ offset: Int, _ writer: inout MarkupWriter) {
        let x = Self.left + offset * Self.cell + Self.cell / 2
        writer.element(
            "text", ["x": String(x), "y": String(Self.top - 8), "text-anchor": "middle", "font-size": "11"],
            text: DisplayWidth.cut(label, to: 7, ellipsis: "…"))
        let y = Self.top + offset * Self.cell + Self.cell / 2 + 4
        writer.element(
            "text", ["x": String(Self.left - 8), "y": String(y), "text-anchor": "end", "font-size": "11"],
            text: DisplayWidth.cut(label, to: 13, ellipsis: "…"))
    }

    private func drawRow(_ row: Int, _ writer: inout MarkupWriter) {
        let total = labels.indices.reduce(0.0) { $0 + Double(matrix.count(row: row, column: $1)) }
        for column in labels.indices {
            let count = matrix.count(row: row, column: column)
            let share = total > 0 ? Double(count) / total : 0
            let (x, y) = (Self.left + column * Self.cell, Self.top + row * Self.cell)
            writer.toned(row == column ? .plain : .bad) { writer in
                writer.element(
                    "rect",
                    [
                        "x": String(x + 1), "y": String(y + 1), "width": String(Self.cell - 2), "height": String(Self.cell - 2), "rx": "3",
                        "fill": "currentColor", "fill-opacity": NumberText.fixed(0.04 + 0.46 * share, digits: 3),
                    ]
                ) {
                    $0.element("title", text: "expected \(labels[row]), answered \(labels[column]): \(count), \(NumberText.percent(share))")
                }
            }
            writer.element(
                "text",
                [
                    "x": String(x + Self.cell / 2), "y": String(y + Self.cell / 2 + 4), "text-anchor": "middle", "pointer-events": "none",
                    "font-weight": row == column ? "600" : nil,
                ], text: NumberText.count(count))
        }
    }
}
