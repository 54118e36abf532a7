/// The filters and orders of experiments, over the table `experiment`.
package enum ExperimentSearchTerms: SearchedEntity {
    static let words = SearchWords(
        subjects: ["attribute": .attribute, "tag": .tag, "tags": .tag], attributes: Set(columns.keys),
        orderAttributes: Set(columns.keys),
        unknownSubject: { "Invalid entity type '\($0)'. Valid entity types are ('attribute', 'tag', 'tags')" })

    static let defaultOrder = ["creation_time DESC", "experiment_id ASC"]
    private static let tags = NamedValues(table: "experiment_tag", link: "#.experiment_id = experiment.id")
    private static let columns = [
        "name": "experiment.name", "experiment_id": "experiment.id", "creation_time": "experiment.creation_time",
        "last_update_time": "experiment.last_update_time",
    ]

    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if name.subject == .tag {
            if comparison.right != nil { _ = try comparison.text(of: "tag") }
            return try tags.compares(name.key, comparison, try comparison.comparator(among: .optional), subject: "tag", dialect)
        }
        guard comparison.right != nil else {
            throw SearchError("IS NULL / IS NOT NULL is only supported for tags, not for attribute '\(name.key)'")
        }
        switch name.key {
        case "creation_time", "last_update_time":
            return try IntegerTerm.compares("experiment.\(name.key)", name.key, comparison)
        case "experiment_id": return try identifier(comparison, dialect)
        default:
            let expected = "Expected a quoted string value for attributes"
            guard !comparison.hasList else {
                throw SearchError("Only ['experiment_id'] attributes support comparison with a list of quoted string values.")
            }
            _ = try comparison.text(expected)
            let comparator = try comparison.comparator(among: .textual)
            return try ValueComparison.text("experiment.name", comparator, of: comparison, expected: expected, dialect)
        }
    }

    /// Identifiers are written as texts and must be whole numbers.
    private static func identifier(_ comparison: SearchComparison, _ dialect: SQLDialect) throws(SearchError) -> SQLFragment {
        let texts =
            comparison.hasList
            ? try comparison.texts() : [try comparison.text("Expected a quoted string value for attributes")]
        let comparator = try comparison.comparator(among: [.equal, .notEqual, .isIn, .isNotIn]) { comparator, _ in
            "Invalid comparator for experiment_id: \(comparator)"
        }
        guard comparator.takesList == comparison.hasList else {
            throw SearchError("Invalid comparator for experiment_id: \(comparator.rawValue)")
        }
        var numbers: [Int64] = []
        for text in texts {
            guard let number = Int64(text) else {
                throw SearchError("Invalid experiment ID '\(SearchError.shown(text))'. Experiment ID must be a valid integer.")
            }
            numbers.append(number)
        }
        let isAmong = dialect.isAmong("experiment.id", numbers)
        return comparator == .equal || comparator == .isIn ? isAmong : "NOT (" + isAmong + ")"
    }

    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        guard name.subject == .attribute, let column = columns[name.key] else {
            throw SearchError("Invalid order_by entity: \(name.subject.rawValue)")
        }
        guard order.isNew(name) else { return }
        order.add(column, isAscending: isAscending, canBeNull: false)
    }

    static func addTieBreaks(to order: inout OrderClauses) {
        if !order.has("experiment_id") { order.add("experiment.id", isAscending: false, canBeNull: false) }
    }
}

extension ExperimentSearchTerms {
    /// What experiments fulfil that come behind one in an order.
    static func behind(_ id: ExperimentID, _ orderBy: [String], _ connection: any SQLConnection) throws -> SQLFragment {
        var keys = try orderItems(orderBy).map { KeyStep(column: columns[$0.name.key] ?? "experiment.id", isAscending: $0.isAscending) }
        if !keys.contains(where: { $0.column == "experiment.id" }) { keys.append(KeyStep(column: "experiment.id", isAscending: false)) }
        let row = try connection.first(
            "SELECT \(keys.map(\.column).joined(separator: ", ")) FROM experiment WHERE id = ?", [.integer(id.rawValue)]
        ) { columns in try keys.map { _ in try columns.value() } }
        guard let row else { throw SearchError("Invalid page token: there is no experiment \(id)") }
        return KeyStep.behind(Array(zip(keys, row))[...])
    }
}
