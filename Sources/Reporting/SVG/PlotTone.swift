import Statistics

/// The colours of pictures: safe for colour-blind eyes on light paper, replaced by the page's own through the class.
package enum PlotTone: Sendable {
    /// What is neither good nor bad.
    case plain
    /// What passed or became better.
    case good
    /// What failed or became worse.
    case bad
    /// What is not decided.
    case open

    /// The class under which a page's style sheet may set another colour.
    var className: String {
        switch self {
        case .plain: "tone-plain"
        case .good: "tone-good"
        case .bad: "tone-bad"
        case .open: "tone-open"
        }
    }

    /// The colour where no style sheet speaks (after Okabe and Ito, darkened for contrast).
    var fallback: String {
        switch self {
        case .plain: "#0b5f9e"
        case .good: "#00734f"
        case .bad: "#b03a06"
        case .open: "#7d5800"
        }
    }

    init(_ outcome: Verdict.Outcome?) {
        switch outcome {
        case .better: self = .good
        case .worse: self = .bad
        case .inconclusive: self = .open
        case .equivalent, nil: self = .plain
        }
    }
}

extension MarkupWriter {
    /// A picture with a title and a description that screen readers say; text within it keeps the page's type.
    package mutating func picture(
        id: String, title: String, description: String, width: String, height: Int, viewBox: String? = nil,
        _ content: (inout MarkupWriter) -> Void
    ) {
        let attributes: Attributes = [
            "xmlns": "http://www.w3.org/2000/svg", "class": "plot", "role": "img", "aria-labelledby": "\(id)-title \(id)-desc",
            "width": width, "height": String(height), "viewBox": viewBox, "font-family": "system-ui, sans-serif", "font-size": "12",
            "fill": "currentColor",
        ]
        element("svg", attributes) { writer in
            writer.element("title", ["id": id + "-title"], text: title)
            writer.element("desc", ["id": id + "-desc"], text: description)
            content(&writer)
        }
    }

    /// A group drawn in a tone: its shapes use `currentColor`.
    package mutating func toned(_ tone: PlotTone, _ content: (inout MarkupWriter) -> Void) {
        element("g", ["class": tone.className, "color": tone.fallback], content)
    }
}
