/// What a filter of traces asks of the assessments of a trace. Assessments that another has taken the place of do not count.
enum AssessmentTerm {
    private static let valid = Set<SearchComparator>.numeric.union(Set<SearchComparator>.optional).union([.rlike])
    private static let ordering: Set<SearchComparator> = [.less, .lessOrEqual, .greater, .greaterOrEqual]

    /// A comparison with the value of the feedback or expectation of a name.
    static func condition(
        _ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        guard !name.key.isEmpty else { throw SearchError("Assessment field name cannot be empty") }
        let comparator = SearchComparator(rawValue: comparison.comparator)
        let value: SQLFragment
        if let comparator, ordering.contains(comparator) {
            value = try number(comparison, comparator, name.subject.rawValue)
        } else if comparator?.isAboutPresence == true {
            value = .always
        } else {
            _ = try comparison.text(of: name.subject.rawValue)
            let known = try comparison.comparator(among: valid) { comparator, valid in
                "assessment.\(SearchError.shown(name.key)) comparator '\(comparator)' not one of '\(valid)'"
            }
            value = try text(comparison, known, name.subject.rawValue, dialect)
        }
        let exists = exists(role: name.subject.rawValue, name: name.key, onlyValid: true, value)
        return comparator == .isNull ? "NOT " + exists : exists
    }

    /// Whether a trace refers to an issue.
    static func issue(_ comparison: SearchComparison, _ key: String) throws(SearchError) -> SQLFragment {
        guard key == "id" else {
            throw SearchError("Invalid issue attribute '\(SearchError.shown(key))'. Supported attributes: id")
        }
        _ = try comparison.comparator(among: [.equal]) { comparator, valid in
            "issue.id comparator '\(comparator)' not one of '\(valid)'"
        }
        return exists(role: "issue", name: try comparison.text(of: "issue"), onlyValid: false, .always)
    }

    private static func exists(role: String, name: String, onlyValid: Bool, _ value: SQLFragment) -> SQLFragment {
        SQLFragment(
            """
            EXISTS (SELECT 1 FROM assessment AS part JOIN measure ON measure.key = part.measure_key \
            WHERE part.target_key = trace.key AND part.role = ? AND measure.name = ?\(onlyValid ? " AND part.valid = 1" : "") AND \

            """, [.text(role), .text(name)]) + value + SQLFragment.endOfExists
    }

    private static func number(
        _ comparison: SearchComparison, _ comparator: SearchComparator, _ subject: String
    ) throws(SearchError) -> SQLFragment {
        guard case .number = comparison.right?.kind else {
            throw SearchError(
                """
                Expected a numeric value for \(subject) when using comparator '\(comparator.rawValue)'. \
                Got value \(comparison.writtenValue)
                """)
        }
        let number = try comparison.number("Expected a numeric value for \(subject)")
        return "part.kind = \(AssessmentKind.number.rawValue) AND " + ValueComparison.real("part.number", comparator, number)
    }

    /// A comparison with a text, which also stands for the truth value or the number that it spells.
    private static func text(
        _ comparison: SearchComparison, _ comparator: SearchComparator, _ subject: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        let value = try comparison.text(of: subject)
        let texts = "part.kind IN (\(AssessmentKind.text.rawValue), \(AssessmentKind.json.rawValue))"
        let isBool = "part.kind = \(AssessmentKind.bool.rawValue)"
        let isNumber = "part.kind = \(AssessmentKind.number.rawValue)"
        switch comparator {
        case .equal, .notEqual:
            var equals = ["\(texts) AND part.content = ?"]
            var arguments: [SQLValue] = [.text(value)]
            if let truth = ["true": 1, "false": 0][value] { equals.append("\(isBool) AND part.number = \(truth)") }
            if let number = Double(value), number.isFinite {
                equals.append("\(isNumber) AND part.number = ?")
                arguments.append(.real(number))
            }
            let any = "(\(equals.joined(separator: " OR ")))"
            let hasValue = "(\(texts) OR \(isBool) OR \(isNumber))"
            return SQLFragment(comparator == .equal ? any : "\(hasValue) AND NOT \(any)", arguments)
        default:
            let shown = "CASE WHEN \(isBool) THEN CASE WHEN part.number = 1 THEN 'true' ELSE 'false' END ELSE part.content END"
            return SQLFragment("(\(texts) OR \(isBool)) AND ") + (try ValueComparison.text("(\(shown))", comparator, value, dialect))
        }
    }
}
