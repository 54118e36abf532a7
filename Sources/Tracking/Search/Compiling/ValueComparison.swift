/// Comparisons of columns with values, as SQL.
enum ValueComparison {
    /// A text column with a text or a pattern.
    static func text(
        _ column: String, _ comparator: SearchComparator, _ value: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        try text(SQLFragment(column), comparator, value, dialect)
    }

    /// A text column with the value of a comparison, which may be a list where the comparator takes one.
    static func text(
        _ column: String, _ comparator: SearchComparator, of comparison: SearchComparison, expected: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        try text(SQLFragment(column), comparator, of: comparison, expected: expected, dialect)
    }

    /// An expression of a text with the value of a comparison, which may be a list where the comparator takes one.
    static func text(
        _ expression: SQLFragment, _ comparator: SearchComparator, of comparison: SearchComparison, expected: String,
        _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        guard comparator.takesList else { return try text(expression, comparator, try comparison.text(expected), dialect) }
        let texts = try comparison.texts()
        return comparator == .isIn ? dialect.isAmong(expression, texts) : dialect.isNotAmong(expression, texts)
    }

    private static func text(
        _ expression: SQLFragment, _ comparator: SearchComparator, _ value: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        switch comparator {
        case .like: return try TextPattern(like: value, ignoresCase: false).matching(expression, dialect)
        case .ilike: return try TextPattern(like: value, ignoresCase: true).matching(expression, dialect)
        case .rlike: return try TextPattern(expression: value).matching(expression, dialect)
        case .isIn: return dialect.isAmong(expression, [value])
        case .isNotIn: return dialect.isNotAmong(expression, [value])
        case .isNull, .isNotNull: return expression + " \(comparator.rawValue)"
        default: return expression + SQLFragment(" \(sign(comparator)) ?", [.text(value)])
        }
    }

    /// A column of whole numbers with any number, exactly: no number is rounded on the way.
    static func integer(_ column: String, _ comparator: SearchComparator, _ number: SearchNumber) -> SQLFragment {
        switch number {
        case .integer(let value): return SQLFragment("\(column) \(sign(comparator)) ?", [.integer(value)])
        case .real(let value):
            guard let floor = Int64(exactly: value.rounded(.down)) else {
                return beyond(column, comparator, isAbove: value > 0)
            }
            return between(column, comparator, floor: floor, isWhole: Double(floor) == value)
        }
    }

    /// A column of floating-point numbers with any number.
    static func real(_ column: String, _ comparator: SearchComparator, _ number: SearchNumber) -> SQLFragment {
        SQLFragment("\(column) \(sign(comparator)) ?", [.real(number.double)])
    }

    static func sign(_ comparator: SearchComparator) -> String { comparator == .notEqual ? "<>" : comparator.rawValue }

    /// Whole numbers with a number that no whole number reaches.
    private static func beyond(_ column: String, _ comparator: SearchComparator, isAbove: Bool) -> SQLFragment {
        let holds =
            switch comparator {
            case .less, .lessOrEqual: isAbove
            case .greater, .greaterOrEqual: !isAbove
            default: comparator == .notEqual
            }
        return holds ? SQLFragment("\(column) IS NOT NULL") : .never
    }

    /// Whole numbers with a number at or above one and below the next.
    private static func between(_ column: String, _ comparator: SearchComparator, floor: Int64, isWhole: Bool) -> SQLFragment {
        if isWhole { return SQLFragment("\(column) \(sign(comparator)) ?", [.integer(floor)]) }
        switch comparator {
        case .less, .lessOrEqual: return SQLFragment("\(column) <= ?", [.integer(floor)])
        case .greater, .greaterOrEqual: return SQLFragment("\(column) > ?", [.integer(floor)])
        case .notEqual: return SQLFragment("\(column) IS NOT NULL")
        default: return .never
        }
    }
}
