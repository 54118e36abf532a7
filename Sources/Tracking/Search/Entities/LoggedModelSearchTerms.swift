/// One item of an order of logged models.
package struct LoggedModelOrder: Sendable, Hashable {
    /// An attribute, or `metrics.` and a metric's name for its latest value.
    package var field: String
    package var isAscending: Bool
    /// Only values on the dataset of that name count.
    package var datasetName: String?
    /// Only values on the dataset of that digest count; goes with a name.
    package var datasetDigest: String?

    package init(field: String, isAscending: Bool = true, datasetName: String? = nil, datasetDigest: String? = nil) {
        self.field = field
        self.isAscending = isAscending
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
    }
}

/// A dataset on which a search of logged models asks for metrics.
package struct LoggedModelDataset: Sendable, Hashable {
    package var name: String
    /// Any digest when nil.
    package var digest: String?

    package init(name: String, digest: String? = nil) {
        self.name = name
        self.digest = digest
    }

    /// What a row of `logged_model_metric`, under the name `part`, must fulfil.
    var condition: SQLFragment {
        let isNamed = SQLFragment("part.dataset_name = ?", [.text(name)])
        guard let digest else { return isNamed }
        return "(" + isNamed + SQLFragment(" AND part.dataset_digest = ?)", [.text(digest)])
    }
}

/// The filters and orders of logged models, over the table `logged_model` with its tags, params and metrics.
package enum LoggedModelSearchTerms {
    private static let words = SearchWords(
        subjects: ["attributes": .attribute, "metrics": .metric, "params": .parameter, "tags": .tag],
        attributes: Set(texts.keys).union(numbers.keys), orderAttributes: Set(texts.keys).union(numbers.keys),
        unknownSubject: { "Invalid entity type: '\($0)'. Expected one of ['attributes', 'metrics', 'params', 'tags']." })

    private static let tags = NamedValues(table: "logged_model_tag", link: "#.model_key = logged_model.key")
    private static let params = NamedValues(table: "logged_model_param", link: "#.model_key = logged_model.key")
    private static let texts = [
        "name": "logged_model.name", "model_id": "logged_model.id", "model_type": "logged_model.model_type",
        "status": "logged_model.status", "source_run_id": "logged_model.source_run_id",
    ]
    private static let numbers = [
        "creation_timestamp": "logged_model.creation_time", "creation_timestamp_ms": "logged_model.creation_time",
        "creation_time": "logged_model.creation_time", "last_updated_timestamp": "logged_model.last_update_time",
        "last_updated_timestamp_ms": "logged_model.last_update_time", "last_updated_time": "logged_model.last_update_time",
    ]

    /// The filter and the order, compiled for a database; with datasets, only metrics on one of them count, and models without any are
    /// left out. Throws ``SearchError`` with what the client did wrong.
    package static func condition(
        filter: String, datasets: [LoggedModelDataset] = [], orderBy: [LoggedModelOrder], dialect: SQLDialect
    ) throws(SearchError) -> SearchCondition {
        var conditions: [SQLFragment] = []
        var asksForMetrics = false
        let onDatasets = datasets.isEmpty ? nil : "(" + datasets.map(\.condition).joined(separator: " OR ") + ")"
        for comparison in try comparisons(filter) {
            let name = try words.name(comparison.left.written)
            asksForMetrics = asksForMetrics || name.subject == .metric
            conditions.append(try condition(comparison, name, onDatasets, dialect))
        }
        if let onDatasets, !asksForMetrics { conditions.append(metric(onDatasets)) }
        let order = try order(orderBy)
        return SearchCondition(
            joins: order.joined, condition: conditions.isEmpty ? .always : conditions.joined(separator: " AND "), order: order.ordered)
    }

    private static func comparisons(_ filter: String) throws(SearchError) -> [SearchComparison] {
        do {
            return try SearchFilter.comparisons(filter)
        } catch {
            throw SearchError(
                """
                Invalid filter string: '\(SearchError.shown(filter))'. Expected a list of comparisons separated by 'AND' \
                (e.g. 'metrics.loss > 0.1 AND params.lr = 0.01'). \(error.message)
                """)
        }
    }
}

extension LoggedModelSearchTerms {
    private static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ onDatasets: SQLFragment?, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if name.subject == .metric {
            let comparator = try comparator(of: comparison, name, among: .numeric)
            let compares = MetricTerm.compares("part.value", "part.is_nan", comparator, try number(comparison))
            let conditions = [SQLFragment("part.name = ?", [.text(name.key)]), compares] + (onDatasets.map { [$0] } ?? [])
            return metric(conditions.joined(separator: " AND "))
        }
        if let column = numbers[name.key], name.subject == .attribute {
            return ValueComparison.integer(column, try comparator(of: comparison, name, among: .numeric), try number(comparison))
        }
        let comparator = try comparator(of: comparison, name, among: .listed)
        let texts = comparator.takesList ? try comparison.texts() : [try text(comparison)]
        switch name.subject {
        case .tag, .parameter:
            return try (name.subject == .tag ? tags : params).holds(name.key) { column throws(SearchError) in
                try compares(column, comparator, texts, dialect)
            }
        default:
            let isStatus = name.key == "status"
            return try compares(
                Self.texts[name.key] ?? "logged_model.id", comparator, isStatus ? texts.map(shortStatus) : texts, dialect)
        }
    }

    private static func compares(
        _ column: String, _ comparator: SearchComparator, _ texts: [String], _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        switch comparator {
        case .isIn: dialect.isAmong(SQLFragment(column), texts)
        case .isNotIn: dialect.isNotAmong(SQLFragment(column), texts)
        default: try ValueComparison.text(column, comparator, texts.first ?? "", dialect)
        }
    }

    private static func metric(_ condition: SQLFragment) -> SQLFragment {
        "EXISTS (SELECT 1 FROM logged_model_metric AS part WHERE part.model_key = logged_model.key AND " + condition
            + SQLFragment.endOfExists
    }

    private static func comparator(
        of comparison: SearchComparison, _ name: SearchName, among valid: Set<SearchComparator>
    ) throws(SearchError) -> SearchComparator {
        let subject = [.attribute: "attributes", .metric: "metrics", .parameter: "params"][name.subject] ?? "tags"
        return try comparison.comparator(among: valid) { comparator, _ in
            let names = valid.map(\.rawValue).sorted().map { "'\($0)'" }.joined(separator: ", ")
            return """
                Invalid comparison operator for \(subject).\(SearchError.shown(name.key)): '\(comparator)'. Expected one of (\(names)).
                """
        }
    }

    private static func number(_ comparison: SearchComparison) throws(SearchError) -> SearchNumber {
        try comparison.number("Expected a numeric value")
    }

    /// A text in quotes; a number may go without.
    private static func text(_ comparison: SearchComparison) throws(SearchError) -> String {
        if case .number = comparison.right?.kind { return comparison.right?.written ?? "" }
        return try comparison.text("Expected a quoted string value")
    }

    /// A status without the words that the interface puts before it.
    private static func shortStatus(_ status: String) -> String {
        let prefix = "LOGGED_MODEL_"
        return status.utf8.starts(with: prefix.utf8) ? String(status.dropFirst(prefix.count)) : status
    }
}

extension LoggedModelSearchTerms {
    private static let mostOrderKeys = 20

    private static func order(_ items: [LoggedModelOrder]) throws(SearchError) -> OrderClauses {
        guard items.count <= mostOrderKeys else {
            throw SearchError("Invalid order_by: it has \(items.count) keys, but at most \(mostOrderKeys) are allowed.")
        }
        var order = OrderClauses()
        var columns: Set<String> = []
        for item in items {
            if item.datasetDigest != nil, item.datasetName == nil {
                throw SearchError("`dataset_digest` can only be specified if `dataset_name` is also specified.")
            }
            if let key = try metricKey(item.field) {
                order.add(query: latest(key, item), isAscending: item.isAscending)
            } else {
                guard let column = texts[item.field] ?? numbers[item.field] else {
                    throw SearchError("Invalid order by field name: \(SearchError.shown(item.field)).")
                }
                columns.insert(column)
                order.add(column, isAscending: item.isAscending, canBeNull: false)
            }
        }
        if !columns.contains("logged_model.creation_time") {
            order.add("logged_model.creation_time", isAscending: false, canBeNull: false)
        }
        if !columns.contains("logged_model.id") { order.add("logged_model.id", isAscending: true, canBeNull: false) }
        return order
    }

    /// The metric that a field means; nil for an attribute.
    private static func metricKey(_ field: String) throws(SearchError) -> String? {
        guard let dot = field.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        guard field[..<dot] == "metrics" else {
            throw SearchError("Invalid order by field name: \(SearchError.shown(field)), only `metrics.<name>` is allowed.")
        }
        return String(field[field.utf8.index(after: dot)...])
    }

    /// A model's latest value of a metric, by time and step.
    private static func latest(_ key: String, _ item: LoggedModelOrder) -> SQLFragment {
        var conditions = [SQLFragment("part.model_key = logged_model.key AND part.is_nan = 0 AND part.name = ?", [.text(key)])]
        if let name = item.datasetName { conditions.append(LoggedModelDataset(name: name, digest: item.datasetDigest).condition) }
        return "SELECT part.value FROM logged_model_metric AS part WHERE " + conditions.joined(separator: " AND ")
            + " ORDER BY part.recorded_time DESC, part.step DESC, part.run_key, part.value DESC LIMIT 1"
    }
}
