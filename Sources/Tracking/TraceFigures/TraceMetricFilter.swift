/// One condition on what figures of traces are made of: `trace.status = 'OK'`, `trace.tag.team = 'a'`, `span.type = 'LLM'`.
struct TraceMetricFilter: Sendable {
    private static let entities: [(view: String, entities: [(name: String, hasKey: Bool)])] = [
        ("trace", [("status", false), ("tag", true), ("metadata", true)]),
        ("span", [("name", false), ("status", false), ("type", false)]),
        ("assessment", [("name", false), ("type", false)]),
    ]

    private let view: String
    private let entity: String
    private let key: String
    private let value: String

    /// Reads one condition; throws ``SearchError`` for anything else.
    init(_ text: String) throws(SearchError) {
        let comparisons = try SearchFilter.comparisons(text)
        guard comparisons.count == 1, let comparison = comparisons.first else {
            throw SearchError("Invalid filter: '\(SearchError.shown(text))'. Expected one filter clause.")
        }
        let parts = comparison.left.written.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else {
            throw SearchError(
                """
                Invalid identifier '\(SearchError.shown(comparison.left.written))'. Columns should be specified as 'trace.<key>', \
                'span.<key>', 'assessment.<key>'.
                """)
        }
        (view, entity) = (SearchQuotes.name(parts[0]), parts[1])
        key = parts.count > 2 ? SearchQuotes.key(parts[2]) : ""
        try Self.check(view, entity, hasKey: parts.count > 2)
        guard comparison.comparator == "=" else {
            throw SearchError("Invalid comparator: '\(comparison.comparator)', only '=' operator is supported")
        }
        value = try comparison.text(of: "\(entity) value")
    }

    private static func check(_ view: String, _ entity: String, hasKey: Bool) throws(SearchError) {
        guard let known = entities.first(where: { $0.view == view }) else {
            let names = entities.map { "'\($0.view)'" }.joined(separator: ", ")
            throw SearchError("Invalid view type '\(SearchError.shown(view))'. Valid values are dict_keys([\(names)])")
        }
        guard let found = known.entities.first(where: { $0.name == entity }) else {
            let names = known.entities.map { "'\($0.name)'" }.joined(separator: ", ")
            throw SearchError(
                "Invalid entity '\(SearchError.shown(entity))' specified for view type '\(view)'. Valid entities are [\(names)]")
        }
        guard found.hasKey != hasKey else { return }
        throw SearchError(
            found.hasKey
                ? "Filtering by \(entity) requires a key, e.g. '\(view).\(entity).<key> = <value>'"
                : "Filtering by \(entity) does not require a key, use '\(view).\(entity)' instead")
    }

    /// The condition on the rows of a view.
    func condition(_ queried: TraceMetricView) throws(SearchError) -> SQLFragment {
        switch (view, entity) {
        case ("trace", "status"): return SQLFragment("trace.state = ?", [.text(value)])
        case ("trace", "tag"): return holds(TraceSearchTerms.tags)
        case ("trace", _): return key == TraceSearchTerms.runKey ? madeOrLinked : holds(TraceSearchTerms.metadata)
        case ("span", _): try require(.spans, queried)
        default: try require(.assessments, queried)
        }
        let column = ["span name": "span.name", "span status": "span.status", "span type": "span.kind", "assessment name": "measure.name"]
        return SQLFragment((column["\(view) \(entity)"] ?? "assessment.role") + " = ?", [.text(value)])
    }

    private func require(_ wanted: TraceMetricView, _ queried: TraceMetricView) throws(SearchError) {
        guard wanted == queried else {
            throw SearchError("Filtering by \(view) is only supported for \(wanted.rawValue) view type, got \(queried.rawValue)")
        }
    }

    private func holds(_ values: NamedValues) -> SQLFragment {
        SQLFragment(
            "EXISTS (SELECT 1 FROM \(values.table) AS part WHERE \(values.link("part")) AND part.name = ? AND part.value = ?)",
            [.text(key), .text(value)])
    }

    private var madeOrLinked: SQLFragment { "(" + holds(TraceSearchTerms.metadata) + " OR " + TraceSearchTerms.linked(toRun: value) + ")" }
}
