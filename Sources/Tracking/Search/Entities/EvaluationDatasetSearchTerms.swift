/// The filters and orders of evaluation datasets, over the table `evaluation_dataset` with its tags in `evaluation_dataset_tag`.
package enum EvaluationDatasetSearchTerms: SearchedEntity {
    static let words = SearchWords(
        subjects: ["tags": .tag], attributes: ["name", "created_time", "last_update_time", "created_by", "last_updated_by"],
        orderAttributes: ["name", "created_time", "last_update_time"],
        unknownSubject: { "Invalid identifier token '\($0)' specified" })

    static let defaultOrder = ["created_time DESC"]
    private static let tags = NamedValues(table: "evaluation_dataset_tag", link: "#.dataset_key = evaluation_dataset.key")

    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        guard comparison.right != nil else {
            throw SearchError("IS NULL / IS NOT NULL is not supported for '\(SearchError.shown(name.key))'")
        }
        if name.subject == .tag { return try RegistryTerms.tag(comparison, name.key, of: tags, dialect) }
        let column = "evaluation_dataset.\(name.key)"
        switch name.key {
        case "created_time", "last_update_time": return try IntegerTerm.compares(column, name.key, comparison)
        default:
            let expected = "Expected a quoted string value for attributes"
            if comparison.hasList, name.key != "name" {
                throw SearchError("Only ['name'] attributes support comparison with a list of quoted string values.")
            }
            if comparison.hasList, comparison.comparator != "IN" {
                throw SearchError("List values for 'name' are only supported with the IN comparator.")
            }
            if !comparison.hasList { _ = try comparison.text(expected) }
            let valid = Set<SearchComparator>.textual.union(name.key == "name" ? [.isIn] : [])
            return try ValueComparison.text(column, try comparison.comparator(among: valid), of: comparison, expected: expected, dialect)
        }
    }

    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        guard name.subject == .attribute else { throw SearchError("Invalid order_by entity: \(name.subject.rawValue)") }
        try order.note(name)
        order.add("evaluation_dataset.\(name.key)", isAscending: isAscending, canBeNull: false)
    }

    static func addTieBreaks(to order: inout OrderClauses) {
        order.add("evaluation_dataset.id", isAscending: false, canBeNull: false)
    }
}
