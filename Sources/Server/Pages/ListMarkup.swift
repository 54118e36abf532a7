import Reporting

/// What the list pages share.
enum ListMarkup {
    /// The form for a filter, with what is wrong with the last one.
    static func finder(_ writer: inout MarkupWriter, at path: String, _ query: PageQuery, example: String, problem: String?) {
        writer.element("form", ["class": "finder", "action": path, "method": "get", "role": "search"]) { writer in
            writer.element("label") { writer in
                writer.element("span", text: "Filter, in MLflow's search language")
                writer.empty(
                    "input",
                    [
                        "type": "search", "name": "filter", "value": query.filter, "placeholder": example, "spellcheck": "false",
                        "autocomplete": "off",
                    ])
            }
            if !query.order.isEmpty { writer.empty("input", ["type": "hidden", "name": "order", "value": query.order]) }
            writer.element("button", ["type": "submit"], text: "Find")
        }
        if let problem { writer.element("p", ["class": "problem", "role": "alert"], text: problem) }
    }

    /// The links to the first page and to the next, where there are such.
    static func pager(_ writer: inout MarkupWriter, _ query: PageQuery, next: String?) {
        if query.isFirst, next == nil { return }
        writer.element("nav", ["class": "pager", "aria-label": "More"]) { writer in
            if !query.isFirst { writer.element("a", ["href": query.first], text: "← First page") }
            if let next { writer.element("a", ["href": next, "rel": "next"], text: "Next page →") }
        }
    }
}
