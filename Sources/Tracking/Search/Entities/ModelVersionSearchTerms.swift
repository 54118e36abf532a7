/// The filters and orders of the versions of registered models, over the table `model_version`. Deleted versions are never found, and
/// versions of prompts only when the filter asks for them.
package enum ModelVersionSearchTerms: SearchedEntity {
    static let words = SearchWords(
        subjects: RegistryTerms.subjects, attributes: ["name", "run_id", "source_path", "version_number"],
        orderAttributes: Set(orderColumns.keys), unknownSubject: RegistryTerms.unknownSubject)

    static let defaultOrder = ["last_updated_timestamp DESC", "name ASC", "version_number DESC"]
    private static let tags = NamedValues(
        table: "model_version_tag", link: "#.model_name = model_version.model_name AND #.version = model_version.version")
    private static let orderColumns = [
        "name": "model_version.model_name", "version_number": "model_version.version",
        "creation_timestamp": "model_version.creation_time", "last_updated_timestamp": "model_version.last_update_time",
    ]

    static func conditions(_ comparisons: [NamedComparison], _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment] {
        let found = try RegistryTerms.conditions(comparisons, name: "model_version.model_name") { item throws(SearchError) in
            try condition(item.comparison, item.name, dialect)
        }
        return [SQLFragment("model_version.is_deleted = 0")] + found
    }

    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if name.subject == .tag { return try RegistryTerms.tag(comparison, name.key, of: tags, dialect) }
        let column =
            switch name.key {
            case "name": "model_version.model_name"
            case "run_id": findsNone(comparison) ? "coalesce(model_version.run_id, '')" : "model_version.run_id"
            default: "model_version.source"
            }
        switch name.key {
        case "version_number":
            guard !comparison.hasList else {
                throw SearchError("Only ['name', 'run_id'] attributes support comparison with a list of quoted string values.")
            }
            return try IntegerTerm.compares("model_version.version", name.key, comparison, allowsQuotes: true)
        default:
            if case .number = comparison.right?.kind {
                throw SearchError(
                    """
                    Only the '{'creation_timestamp', 'last_updated_timestamp', 'version_number'}' attributes support comparison with \
                    numeric values.
                    """)
            }
            return try RegistryTerms.text(
                column, comparison, allowsLists: name.key != "source_path", listed: "'name', 'run_id'", dialect)
        }
    }

    /// Whether a comparison with a run can hold for versions without one, whose run is the empty text. Where it cannot, the column stands
    /// alone, so that its index helps.
    private static func findsNone(_ comparison: SearchComparison) -> Bool {
        switch SearchComparator(rawValue: comparison.comparator) {
        case .equal: comparison.right?.quotedText?.isEmpty == true
        case .isIn: (try? comparison.texts())?.contains("") == true
        default: true
        }
    }

    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        guard name.subject == .attribute, let column = orderColumns[name.key] else {
            throw SearchError(
                """
                Invalid order by key '\(SearchError.shown(name.key))' specified. \
                Valid keys are '\(SearchError.list(orderColumns.keys))'
                """)
        }
        try order.note(name)
        order.add(column, isAscending: isAscending, canBeNull: false)
    }

    static func addTieBreaks(to order: inout OrderClauses) {
        if !order.has("name") { order.add("model_version.model_name", isAscending: true, canBeNull: false) }
        if !order.has("version_number") { order.add("model_version.version", isAscending: false, canBeNull: false) }
    }
}
