/// The filters and orders of registered models, over the table `registered_model`. Prompts are found only when the filter asks for them.
package enum RegisteredModelSearchTerms: SearchedEntity {
    static let words = SearchWords(
        subjects: RegistryTerms.subjects, attributes: ["name"], orderAttributes: ["name"], unknownSubject: RegistryTerms.unknownSubject)

    static let defaultOrder = ["name ASC"]
    private static let tags = NamedValues(table: "registered_model_tag", link: "#.model_name = registered_model.name")

    static func conditions(_ comparisons: [NamedComparison], _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment] {
        try RegistryTerms.conditions(comparisons, name: "registered_model.name") { item throws(SearchError) in
            try condition(item.comparison, item.name, dialect)
        }
    }

    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        if name.subject == .tag { return try RegistryTerms.tag(comparison, name.key, of: tags, dialect) }
        return try RegistryTerms.text("registered_model.name", comparison, allowsLists: true, listed: "'name'", dialect)
    }

    static func orderName(_ written: String) throws(SearchError) -> SearchName {
        switch written {
        case "name": return SearchName(subject: .attribute, key: "name")
        case "timestamp", "last_updated_timestamp": return SearchName(subject: .attribute, key: "last_update_time")
        default:
            throw SearchError("Invalid order by key '\(SearchError.shown(written))' specified. Valid keys are '{'name', 'timestamp'}'")
        }
    }

    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError) {
        try order.note(name)
        order.add("registered_model.\(name.key)", isAscending: isAscending, canBeNull: false)
    }

    static func addTieBreaks(to order: inout OrderClauses) {
        if !order.has("name") { order.add("registered_model.name", isAscending: true, canBeNull: false) }
    }
}
