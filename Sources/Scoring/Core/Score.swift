public import TouchstoneJSON

/// The value of a score: a number, a pass or fail, or a category.
public enum ScoreValue: Sendable, Hashable {
    /// A number on the scorer's scale; always finite.
    case number(Double)
    /// Pass or fail; counts as 1 or 0 in aggregates.
    case bool(Bool)
    /// A category; has no mean, only frequencies.
    case category(String)

    /// The value as a number; nil for categories.
    public var number: Double? {
        switch self {
        case .number(let value): value
        case .bool(let value): value ? 1 : 0
        case .category: nil
        }
    }

    /// The value in JSON.
    public var json: JSONValue {
        switch self {
        case .number(let value): JSONValue(value)
        case .bool(let value): .bool(value)
        case .category(let value): .string(value)
        }
    }
}

/// What one scorer says of one sample under one name.
public struct Score: Sendable, Hashable {
    /// The value; nil when the sample is unscored, `reason` then says why.
    public var value: ScoreValue?
    /// Why there is no value.
    public var reason: String?
    /// Why the value is what it is, for people: what was extracted, what differed, what a judge said.
    public var rationale: String?

    /// A score with a value.
    public init(_ value: ScoreValue, rationale: String? = nil) {
        self.value = value
        self.rationale = rationale
    }

    /// A numeric score; a number that is not finite becomes unscored with a reason.
    public init(_ number: Double, rationale: String? = nil) {
        self.value = number.isFinite ? .number(number) : nil
        self.reason = number.isFinite ? nil : "the value is not a finite number"
        self.rationale = rationale
    }

    /// A pass or a fail.
    public init(_ passed: Bool, rationale: String? = nil) {
        self.init(.bool(passed), rationale: rationale)
    }

    /// No value, for a reason.
    public static func unscored(_ reason: String) -> Score {
        var score = Score(.number(0))
        score.value = nil
        score.reason = reason
        return score
    }
}
