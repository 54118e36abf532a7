/// The filters and orders of traces, over the table `trace` with its tags, metadata, spans, links and assessments.
package enum TraceSearchTerms: SearchedEntity {
    static let words = SearchWords(
        subjects: [
            "attribute": .attribute, "attributes": .attribute, "trace": .attribute, "tag": .tag, "tags": .tag,
            "metadata": .metadata, "request_metadata": .metadata, "span": .span, "feedback": .feedback, "expectation": .expectation,
            "issue": .issue,
        ],
        attributes: Set(numbers.keys).union(texts.keys).union(["name", "run_id", "prompt", "text"]),
        orderAttributes: Set(numbers.keys).union(["experiment_id", "status", "request_id", "name", "run_id"]),
        unknownSubject: {
            """
            Invalid entity type '\($0)'. Valid values are {'attribute', 'attributes', 'expectation', 'feedback', 'issue', 'metadata', \
            'request_metadata', 'span', 'tag', 'tags', 'trace'}
            """
        })

    static let defaultOrder: [String] = []
    static let tags = NamedValues(table: "trace_tag", link: "#.trace_key = trace.key")
    static let metadata = NamedValues(table: "trace_metadata", link: "#.trace_key = trace.key")

    private static let numbers = [
        "timestamp": "trace.request_time", "timestamp_ms": "trace.request_time", "execution_time": "trace.duration",
        "execution_time_ms": "trace.duration", "end_time": end, "end_time_ms": end,
    ]
    private static let end = "(trace.request_time + coalesce(trace.duration, 0))"
    private static let texts = [
        "request_id": "trace.id", "status": "trace.state", "client_request_id": "trace.client_request_id",
    ]
    private static let listKeys: Set<String> = ["name", "status", "request_id", "run_id", "client_request_id"]
    private static let nameTag = "mlflow.traceName"
    /// The metadata that names the run that made a trace.
    static let runKey = "mlflow.sourceRun"

    private static let textual = Set<SearchComparator>.textual.union([.rlike])
    private static let listed = textual.union([.isIn, .isNotIn])
    private static let optional = textual.union([.isNull, .isNotNull])
}

extension TraceSearchTerms {
    /// All clauses about spans must hold for one and the same span.
    static func conditions(_ comparisons: [NamedComparison], _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment] {
        var conditions: [SQLFragment] = []
        var spans: [SQLFragment] = []
        for item in comparisons {
            if let key = spanKey(item.name) {
                spans.append(try SpanTerm.condition(item.comparison, key, dialect))
            } else {
                conditions.append(try condition(item.comparison, item.name, dialect))
            }
        }
        return conditions + SpanTerm.exists(spans)
    }

    /// What a clause asks of spans, if it does.
    private static func spanKey(_ name: SearchName) -> String? {
        if name.subject == .span { return name.key }
        return name == SearchName(subject: .attribute, key: "text") ? SpanTerm.contentKey : nil
    }

    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        switch name.subject {
        case .tag: return try named(comparison, name.key, of: tags, subject: "tag", dialect)
        case .metadata: return try named(comparison, name.key, of: metadata, subject: "request_metadata", dialect)
        case .feedback, .expectation: return try AssessmentTerm.condition(comparison, name, dialect)
        case .issue: return try AssessmentTerm.issue(comparison, name.key)
        default: return try attribute(comparison, name.key, dialect)
        }
    }

    private static func named(
        _ comparison: SearchComparison, _ key: String, of values: NamedValues, subject: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if comparison.right != nil { _ = try comparison.text(of: subject) }
        return try values.compares(key, comparison, try comparison.comparator(among: optional), subject: subject, dialect)
    }

    private static func attribute(
        _ comparison: SearchComparison, _ key: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        try checkValue(comparison, key)
        if let column = numbers[key] { return try number(column, key, comparison) }
        switch key {
        case "prompt": return try prompt(comparison)
        case "name":
            let comparator = try comparison.comparator(among: listed.union(optional))
            return try tags.compares(nameTag, comparison, comparator, subject: "attributes", dialect)
        case "run_id": return try run(comparison, dialect)
        default:
            let comparator = try comparison.comparator(among: listed)
            return try ValueComparison.text(texts[key] ?? "trace.id", comparator, of: comparison, expected: expected, dialect)
        }
    }

    private static let expected = "Expected a quoted string value or a list of quoted string values for attributes"

    /// Refuses a value of a kind that the attribute never has.
    private static func checkValue(_ comparison: SearchComparison, _ key: String) throws(SearchError) {
        if comparison.hasList {
            guard listKeys.contains(key) else {
                throw SearchError(
                    "Only attributes in \(SearchError.list(listKeys)) supports comparison with a list of quoted string values.")
            }
        } else if case .number = comparison.right?.kind {
            guard numbers[key] != nil else {
                throw SearchError(
                    "Only the '\(SearchError.list(numbers.keys))' attributes support comparison with numeric values.")
            }
        } else if comparison.right != nil {
            _ = try comparison.text(expected)
        }
    }

    /// A number in quotes counts too.
    private static func number(_ column: String, _ key: String, _ comparison: SearchComparison) throws(SearchError) -> SQLFragment {
        if comparison.right?.quotedText != nil {
            return try IntegerTerm.compares(column, key, comparison, allowsQuotes: true)
        }
        let comparator = try comparison.comparator(among: .numeric)
        return ValueComparison.integer(
            column, comparator, try comparison.number("Expected numeric value type for numeric attribute: \(key)"))
    }

    private static func prompt(_ comparison: SearchComparison) throws(SearchError) -> SQLFragment {
        guard comparison.comparator == "=" else {
            throw SearchError(
                """
                Invalid comparator '\(comparison.comparator)' for prompts filter. Only '=' is supported with format: \
                prompt = "name/version"
                """)
        }
        let value = try comparison.text(expected)
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw SearchError(
                "Invalid prompts filter value '\(SearchError.shown(value))'. Expected format: prompt = \"name/version\"")
        }
        return SQLFragment(
            "EXISTS (SELECT 1 FROM trace_prompt AS part WHERE part.trace_key = trace.key AND part.name = ? AND part.version = ?)",
            parts.map { .text(String($0)) })
    }

    /// The run that made a trace; with `=` also one that it was linked to later.
    private static func run(_ comparison: SearchComparison, _ dialect: SQLDialect) throws(SearchError) -> SQLFragment {
        let comparator = try comparison.comparator(among: listed.union(optional))
        let made = try metadata.compares(runKey, comparison, comparator, subject: "attributes", dialect)
        guard comparator == .equal else { return made }
        return "(" + made + " OR " + linked(toRun: try comparison.text(expected)) + ")"
    }

    /// Whether a trace was linked to a run.
    static func linked(toRun id: String) -> SQLFragment {
        SQLFragment("EXISTS (SELECT 1 FROM trace_run AS part WHERE part.trace_id = trace.id AND part.run_id = ?)", [.text(id)])
    }
}

extension TraceSearchTerms {
    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        switch name.subject {
        case .tag:
            try order.note(name)
            order.add(name.key, of: tags, isAscending: isAscending)
        case .metadata:
            try order.note(name)
            order.add(name.key, of: metadata, isAscending: isAscending)
        case .attribute: try addAttribute(name.key, isAscending: isAscending, to: &order)
        default: throw SearchError("Invalid identifier type '\(name.subject.rawValue)'")
        }
    }

    private static func addAttribute(_ key: String, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        switch key {
        case "name": try add(SearchName(subject: .tag, key: nameTag), isAscending: isAscending, to: &order)
        case "run_id": try add(SearchName(subject: .metadata, key: runKey), isAscending: isAscending, to: &order)
        default:
            let canonical = key.hasSuffix("_ms") ? String(key.dropLast(3)) : key
            try order.note(SearchName(subject: .attribute, key: canonical))
            let column = numbers[key] ?? texts[key] ?? "trace.experiment_id"
            order.add(column, isAscending: isAscending, canBeNull: canonical == "execution_time")
        }
    }

    static func addTieBreaks(to order: inout OrderClauses) {
        if !order.has("timestamp") { order.add("trace.request_time", isAscending: false, canBeNull: false) }
        if !order.has("request_id") { order.add("trace.id", isAscending: true, canBeNull: false) }
    }
}
