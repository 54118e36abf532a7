public import TouchstoneJSON

/// A condition on a row: a column, a comparison and a value, such as `level >= 3`, `split == test`, `split in dev|test`.
///
/// Numbers compare as numbers when both sides are numbers, everything else as text. A row without the column fails every
/// condition but `!=`.
public struct RowFilter: Sendable, Hashable, CustomStringConvertible {
    /// How column and value are compared.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        /// The same.
        case equal = "=="
        /// Not the same.
        case notEqual = "!="
        /// At most.
        case atMost = "<="
        /// At least.
        case atLeast = ">="
        /// Less than.
        case less = "<"
        /// More than.
        case greater = ">"
        /// One of several values joined by `|`.
        case isOneOf = " in "
        /// A text that occurs in the column's text.
        case contains = " contains "
    }

    /// The condition as written.
    public let description: String
    private let path: ColumnPath
    private let comparison: Comparison
    private let operand: String

    /// Reads a condition; nil when there is no comparison in it.
    public init?(_ text: String) {
        let found = Comparison.allCases.compactMap { comparison in
            text.firstRange(of: comparison.rawValue).map { (comparison, $0) }
        }
        let first = found.min { ($0.1.lowerBound, -$0.0.rawValue.count) < ($1.1.lowerBound, -$1.0.rawValue.count) }
        guard let (comparison, range) = first else { return nil }
        let column = text[..<range.lowerBound].trimmed
        guard !column.isEmpty else { return nil }
        description = text
        path = ColumnPath(String(column))
        self.comparison = comparison
        operand = String(text[range.upperBound...].trimmed.unquoted)
    }

    /// Whether a row fulfils the condition.
    public func admits(_ row: JSONObject) -> Bool {
        guard let value = path.value(in: row), !value.isNull else { return comparison == .notEqual }
        let text = value.stringValue ?? value.text()
        switch comparison {
        case .equal: return isEqual(text, operand)
        case .notEqual: return !isEqual(text, operand)
        case .isOneOf: return operand.split(separator: "|").contains { isEqual(text, String($0.trimmed)) }
        case .contains: return text.contains(operand)
        case .less: return isOrdered(text, operand, orEqual: false)
        case .greater: return isOrdered(operand, text, orEqual: false)
        case .atMost: return isOrdered(text, operand, orEqual: true)
        case .atLeast: return isOrdered(operand, text, orEqual: true)
        }
    }

    private func isEqual(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        guard let left = Double(left), let right = Double(right) else { return false }
        return left == right
    }

    private func isOrdered(_ left: String, _ right: String, orEqual: Bool) -> Bool {
        if let left = Double(left), let right = Double(right) { return orEqual ? left <= right : left < right }
        return orEqual ? left <= right : left < right
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    fileprivate var unquoted: Substring {
        guard count >= 2, let quote = first, quote == last, quote == "\"" || quote == "'" else { return self }
        return dropFirst().dropLast()
    }
}
