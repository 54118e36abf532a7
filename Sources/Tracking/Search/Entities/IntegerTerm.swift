/// Comparisons of attributes that are whole numbers, where fractions are refused.
enum IntegerTerm {
    /// A column of whole numbers with the number of a comparison; a number in quotes counts too where `allowsQuotes` says so.
    static func compares(
        _ column: String, _ key: String, _ comparison: SearchComparison, allowsQuotes: Bool = false
    ) throws(SearchError) -> SQLFragment {
        let number: SearchNumber
        if allowsQuotes, let text = comparison.right?.quotedText {
            guard let value = Int64(text) else { throw invalid(key, "'\(SearchError.shown(text))'") }
            number = .integer(value)
        } else {
            number = try comparison.number("Expected numeric value type for numeric attribute: \(key)")
            guard case .number(isWhole: true) = comparison.right?.kind else { throw invalid(key, "'\(comparison.writtenValue)'") }
        }
        let comparator = try comparison.comparator(among: .numeric) { comparator, _ in
            "Invalid comparator for numeric attribute: \(comparator)"
        }
        return ValueComparison.integer(column, comparator, number)
    }

    private static func invalid(_ key: String, _ value: String) -> SearchError {
        SearchError("Invalid value for numeric attribute '\(key)': \(value)")
    }
}
