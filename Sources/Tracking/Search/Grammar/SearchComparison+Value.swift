extension SearchComparison {
    /// The comparator, which must be one of those that the key knows.
    func comparator(among valid: Set<SearchComparator>, or message: (String, String) -> String = Self.invalidComparator)
        throws(SearchError) -> SearchComparator
    {
        guard let known = SearchComparator(rawValue: comparator), valid.contains(known) else {
            throw SearchError(message(comparator, SearchError.list(valid.map(\.rawValue))))
        }
        return known
    }

    private static func invalidComparator(_ comparator: String, _ valid: String) -> String {
        "Invalid comparator '\(comparator)' not one of '\(valid)'"
    }

    /// The value as it is written, for messages.
    var writtenValue: String { SearchError.shown(right?.written ?? "") }

    /// A text in quotes; `expected` says what the key wants.
    func text(_ expected: String) throws(SearchError) -> String {
        switch right?.kind {
        case .text, .name:
            guard let text = right?.quotedText else {
                throw SearchError(
                    """
                    Parameter value is either not quoted or unidentified quote types used for string value \(writtenValue). \
                    Use either single or double quotes.
                    """)
            }
            return text
        default: throw SearchError("\(expected). Got value \(writtenValue)")
        }
    }

    /// A text in quotes for a key of that subject.
    func text(of subject: String) throws(SearchError) -> String {
        try text("Expected a quoted string value for \(subject) (e.g. 'my-value')")
    }

    /// A number; `expected` says what the key wants.
    func number(_ expected: String) throws(SearchError) -> SearchNumber {
        guard case .number(let isWhole) = right?.kind, let number = SearchNumber(right?.written ?? "", isWhole: isWhole) else {
            throw SearchError("\(expected). Found \(writtenValue)")
        }
        return number
    }

    /// The texts of a list.
    func texts() throws(SearchError) -> [String] {
        let problem = "While parsing a list in the query, expected"
        guard case .list(let list) = right?.kind else {
            throw SearchError("\(problem) a non-empty list of string values, but got \(writtenValue)")
        }
        switch list {
        case .texts(let texts): return texts
        case .empty: throw SearchError("\(problem) a non-empty list of string values, but got empty list")
        case .malformed: throw SearchError("\(problem) a non-empty list of string values, but got ill-formed list.")
        case .mixed:
            throw SearchError("\(problem) string value, punctuation, or whitespace, but got different type in list: \(writtenValue)")
        }
    }

    /// Whether the value is a list.
    var hasList: Bool { if case .list = right?.kind { true } else { false } }
}
