/// The filters and orders of runs, over the table `run`.
package enum RunSearchTerms: SearchedEntity {
    static let words = SearchWords(
        subjects: [
            "attribute": .attribute, "attributes": .attribute, "attr": .attribute, "run": .attribute, "metric": .metric,
            "metrics": .metric, "parameter": .parameter, "parameters": .parameter, "param": .parameter, "params": .parameter,
            "tag": .tag, "tags": .tag, "dataset": .dataset, "datasets": .dataset,
        ],
        attributes: Set(columns.keys).union(["created", "Created", "run_name", "run name", "Run name", "Run Name"]),
        orderAttributes: Set(columns.keys).union(["created", "Created", "run_name"]),
        unknownSubject: {
            "Invalid entity type '\($0)'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"
        })

    static let defaultOrder: [String] = []
    static let tags = NamedValues(table: "run_tag", link: "#.run_key = run.key")
    static let params = NamedValues(table: "param", link: "#.run_key = run.key")
    static let metrics = NamedValues(table: "latest_metric", link: "#.run_key = run.key")

    private static let columns = [
        "run_id": "run.id", "status": "run.status", "artifact_uri": "run.artifact_uri", "user_id": "run.user_id",
        "start_time": "run.start_time", "end_time": "run.end_time",
    ]
    private static let datasetKeys: Set<String> = ["name", "digest", "context"]
    private static let contextTag = "mlflow.data.context"

    /// The one name of an attribute that has several.
    private static func canonical(_ key: String) -> String {
        switch key {
        case "created", "Created": "start_time"
        case "run name", "Run name", "Run Name": "run_name"
        default: key
        }
    }
}

extension RunSearchTerms {
    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if comparison.right == nil, name.subject != .tag, name.subject != .parameter {
            throw SearchError(
                """
                IS NULL / IS NOT NULL is only supported for tags and params, \
                not for '\(name.subject.rawValue)' '\(SearchError.shown(name.key))'
                """)
        }
        switch name.subject {
        case .metric: return try metric(comparison, name.key)
        case .tag, .parameter: return try named(comparison, name, dialect)
        case .dataset: return try dataset(comparison, name.key, dialect)
        default: return try attribute(comparison, canonical(name.key), dialect)
        }
    }

    private static func named(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if comparison.right != nil { _ = try comparison.text(of: name.subject.rawValue) }
        let comparator = try comparison.comparator(among: .optional)
        let values = name.subject == .tag ? tags : params
        return try values.compares(name.key, comparison, comparator, subject: name.subject.rawValue, dialect)
    }

    /// A metric that is not a number is stored as 0 beside a mark; it differs from every number and compares with none.
    private static func metric(_ comparison: SearchComparison, _ key: String) throws(SearchError) -> SQLFragment {
        let (comparator, number) = try MetricTerm.value(of: comparison)
        return try metrics.holds(key) { column throws(SearchError) in MetricTerm.compares(column, "part.is_nan", comparator, number) }
    }

    private static func attribute(
        _ comparison: SearchComparison, _ key: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if key == "start_time" || key == "end_time" {
            let number = try comparison.number("Expected numeric value type for numeric attribute: \(key)")
            return ValueComparison.integer("run.\(key)", try comparison.comparator(among: .numeric), number)
        }
        let expected = "Expected a quoted string value for attributes"
        if comparison.hasList {
            guard key == "run_id" else {
                throw SearchError("Only ['run_id'] attributes support comparison with a list of quoted string values.")
            }
        } else {
            _ = try comparison.text(expected)
        }
        let comparator = try comparison.comparator(among: .listed)
        if key == "run_name", comparator == .equal {
            // A run's name is always that of the tag while there is one, and has an index.
            return SQLFragment("run.name = ? AND ", [.text(try comparison.text(expected))]) + tags.presence(Run.nameTag, .isNotNull)
        }
        if key == "run_name" {
            return try tags.compares(Run.nameTag, comparison, comparator, subject: SearchSubject.tag.rawValue, dialect)
        }
        return try ValueComparison.text(columns[key] ?? "run.id", comparator, of: comparison, expected: expected, dialect)
    }

    private static func dataset(
        _ comparison: SearchComparison, _ key: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        guard datasetKeys.contains(key) else {
            throw SearchError(
                "Invalid dataset key '\(SearchError.shown(key))' specified. Valid keys are '\(SearchError.list(datasetKeys))'")
        }
        let expected = "Expected a quoted string value for dataset attributes"
        if !comparison.hasList { _ = try comparison.text(expected) }
        let comparator = try comparison.comparator(among: .listed)
        if key == "context" {
            return SQLFragment(
                """
                EXISTS (SELECT 1 FROM run_dataset_tag AS part WHERE part.run_key = run.key AND part.name = '\(contextTag)' AND \

                """) + (try ValueComparison.text("part.value", comparator, of: comparison, expected: expected, dialect))
                + SQLFragment.endOfExists
        }
        return SQLFragment(
            """
            EXISTS (SELECT 1 FROM run_dataset AS part JOIN dataset ON dataset.key = part.dataset_key \
            WHERE part.run_key = run.key AND \

            """) + (try ValueComparison.text("dataset.\(key)", comparator, of: comparison, expected: expected, dialect))
            + SQLFragment.endOfExists
    }
}

extension RunSearchTerms {
    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        let key = name.subject == .attribute ? canonical(name.key) : name.key
        try order.note(SearchName(subject: name.subject, key: key))
        switch name.subject {
        case .metric:
            let alias = order.join(key, of: metrics)
            order.add(expression: "CASE WHEN \(alias).value IS NULL THEN 2 ELSE \(alias).is_nan END")
            order.add("\(alias).value", isAscending: isAscending, canBeNull: false)
        case .tag: order.add(key, of: tags, isAscending: isAscending)
        case .parameter: order.add(key, of: params, isAscending: isAscending)
        case .attribute where key == "run_name": order.add("run.name", isAscending: isAscending, canBeNull: false)
        case .attribute: order.add(columns[key] ?? "run.id", isAscending: isAscending, canBeNull: key == "end_time")
        default: throw SearchError("Invalid identifier type '\(name.subject.rawValue)'")
        }
    }

    /// The metric that an order begins with; nil for another order, and for one that is not of the language.
    package static func orderedMetric(_ orderBy: [String]) -> String? {
        guard let first = try? orderItems(orderBy).first, first.name.subject == .metric else { return nil }
        return first.name.key
    }

    static func addTieBreaks(to order: inout OrderClauses) {
        if !order.has("start_time") { order.add("run.start_time", isAscending: false, canBeNull: false) }
        if !order.has("run_id") { order.add("run.id", isAscending: true, canBeNull: false) }
    }
}
