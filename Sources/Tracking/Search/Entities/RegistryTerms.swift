/// What the searches of registered models and of their versions share.
enum RegistryTerms {
    static let subjects: [String: SearchSubject] = ["attribute": .attribute, "tag": .tag, "tags": .tag]

    @Sendable static func unknownSubject(_ word: String) -> String {
        "Invalid entity type '\(word)'. Valid entity types are ('attribute', 'tag', 'tags')"
    }

    /// The tag that tells prompts from models.
    static let promptTag = "mlflow.prompt.is_prompt"

    /// Whether the model of that name is a prompt, by its own mark or by the tag.
    static func isPrompt(_ name: String) -> String {
        """
        (EXISTS (SELECT 1 FROM registered_model AS prompt WHERE prompt.name = \(name) AND prompt.is_prompt = 1) OR \
        EXISTS (SELECT 1 FROM registered_model_tag AS mark WHERE mark.model_name = \(name) AND mark.name = '\(promptTag)' \
        AND mark.value = 'true'))
        """
    }

    /// The conditions of the comparisons, of which those with the prompts' tag decide together whether prompts or models are found:
    /// models, unless the first of them asks for prompts.
    static func conditions(
        _ comparisons: [NamedComparison], name: String, _ condition: (NamedComparison) throws(SearchError) -> SQLFragment
    ) throws(SearchError) -> [SQLFragment] {
        var asksForPrompts: Bool?
        var conditions: [SQLFragment] = []
        for item in comparisons {
            guard item.name.subject == .tag, item.name.key == promptTag else {
                conditions.append(try condition(item))
                continue
            }
            _ = try condition(item)
            let value = item.comparison.right?.quotedText?.lowercased()
            asksForPrompts = asksForPrompts ?? (item.comparison.comparator == (value == "true" ? "=" : value == "false" ? "!=" : ""))
        }
        return [SQLFragment(asksForPrompts == true ? isPrompt(name) : "NOT " + isPrompt(name))] + conditions
    }

    /// A comparison with a text attribute, which takes lists where `allowsLists` says so.
    static func text(
        _ column: String, _ comparison: SearchComparison, allowsLists: Bool, listed: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        let expected = "Expected a quoted string value or a list of quoted string values for attributes"
        if comparison.hasList {
            guard allowsLists else {
                throw SearchError("Only [\(listed)] attributes support comparison with a list of quoted string values.")
            }
        } else if comparison.right != nil {
            _ = try comparison.text(expected)
        }
        let comparator = try comparison.comparator(among: .listed) { comparator, _ in "Invalid comparator for attribute: \(comparator)" }
        return try ValueComparison.text(column, comparator, of: comparison, expected: expected, dialect)
    }

    /// A comparison with a tag.
    static func tag(_ comparison: SearchComparison, _ key: String, of tags: NamedValues, _ dialect: SQLDialect) throws(SearchError)
        -> SQLFragment
    {
        if comparison.right != nil { _ = try comparison.text(of: "tag") }
        let comparator = try comparison.comparator(among: .textual) { comparator, _ in "Invalid comparator for tag: \(comparator)" }
        return try tags.compares(key, comparison, comparator, subject: "tag", dialect)
    }
}
