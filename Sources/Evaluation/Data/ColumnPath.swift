public import TouchstoneJSON

/// Where a value lies in a row: a column's name, or names and list positions joined by dots (`answer.solution`, `choices.0.text`).
///
/// A column whose name itself contains the dots is found first.
public struct ColumnPath: Sendable, Hashable, CustomStringConvertible {
    /// The path as written.
    public let description: String
    private let steps: [String]

    /// A path.
    public init(_ text: String) {
        description = text
        steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// The value in a row; nil when there is none.
    public func value(in row: JSONObject) -> JSONValue? {
        if let direct = row[description] { return direct }
        guard steps.count > 1, let first = steps.first, var value = row[first] else { return nil }
        for step in steps.dropFirst() {
            guard let next = value[step] ?? Int(step).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }
}
