public import TouchstoneJSON

/// What MLflow's first judge metrics (`answer_similarity/v1` and their kind) read from a judge's answer.
public struct GenAIScore: Sendable, Hashable {
    /// The score; nil when the answer has none.
    public var score: Double?
    /// The justification, or why there is no score; nil for an empty answer.
    public var justification: String?

    /// Reads the answer of a judge: a JSON object with `score` and `justification`, or the two on lines of their own.
    ///
    /// The two words are found in any case. Throws ``GenAIScoreError`` where MLflow's reader raises: a JSON value that is no object, a
    /// score that is no integer.
    public init(parsing answer: String) throws {
        guard !answer.isEmpty else { return }
        var text = try Self.scoreWord.get().replacingAll(in: answer, with: "score")
        text = try Self.justificationWord.get().replacingAll(in: text, with: "justification")
        let failure = "Failed to extract score and justification. Raw output: \(text)"
        justification = failure
        switch JSONDialect.python.value(of: text) {
        case .success(let value):
            guard let object = value.objectValue else { throw GenAIScoreError.noObject(value) }
            let number = try Self.integer(object["score"] ?? .null)
            guard let reason = object["justification"]?.stringValue else { return }
            (score, justification) = (number, reason)
        case .failure:
            for pattern in [try Self.singleLine.get(), try Self.anyLines.get()] {
                guard let match = try pattern.first(in: text), let digits = match.group(1, in: text) else { continue }
                (score, justification) = (decimal(digits), match.group(2, in: text))
                return
            }
        }
    }

    private static let scoreWord = Result { try Pattern("score", options: .ignoresCase) }
    private static let justificationWord = Result { try Pattern("justification", options: .ignoresCase) }
    private static let singleLine = Result { try Pattern(#"score: (\d+),?\s*justification: (.+)"#) }
    private static let anyLines = Result { try Pattern(#"score:\s*(\d+)\s*justification:\s*(.+)"#, options: .dotMatchesAll) }

    /// Python's `int()` of a JSON value.
    private static func integer(_ value: JSONValue) throws(GenAIScoreError) -> Double {
        switch value {
        case .bool(let flag): return flag ? 1 : 0
        case .integer(let number): return Double(number)
        case .number(let number):
            guard number.isFinite else { throw .notFinite(isNaN: number.isNaN) }
            return number.rounded(.towardZero)
        case .string(let text):
            guard let number = decimal(text) else { throw .noInteger(text) }
            return number
        case .null, .array, .object: throw .noNumber(value)
        }
    }
}

/// Why MLflow's reader of judge answers gives up on an answer; the texts are those MLflow records.
public enum GenAIScoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The answer is JSON but no object.
    case noObject(JSONValue)
    /// The score is a text that is no integer.
    case noInteger(String)
    /// The score is NaN or infinite.
    case notFinite(isNaN: Bool)
    /// The score is null, a list or an object.
    case noNumber(JSONValue)

    /// The exception that Python raises.
    public var exception: String {
        switch self {
        case .noObject: "AttributeError"
        case .noInteger: "ValueError"
        case .notFinite(let isNaN): isNaN ? "ValueError" : "OverflowError"
        case .noNumber: "TypeError"
        }
    }

    public var description: String { "Failed to score model on payload. Error: \(reason)" }

    private var reason: String {
        switch self {
        case .noObject(let value): "'\(Self.pythonType(value))' object has no attribute 'get'"
        case .noInteger(let text): "invalid literal for int() with base 10: '\(text)'"
        case .notFinite(let isNaN): "cannot convert float \(isNaN ? "NaN" : "infinity") to integer"
        case .noNumber(let value):
            "int() argument must be a string, a bytes-like object or a real number, not '\(Self.pythonType(value))'"
        }
    }

    private static func pythonType(_ value: JSONValue) -> String {
        switch value {
        case .null: "NoneType"
        case .bool: "bool"
        case .integer: "int"
        case .number: "float"
        case .string: "str"
        case .array: "list"
        case .object: "dict"
        }
    }
}

/// The integer that Python's `int()` reads from a text: decimal digits of any script, a sign, single underscores between digits.
private func decimal(_ text: String) -> Double? {
    var scalars = text.trimmingPythonWhitespace().unicodeScalars[...]
    let isNegative = scalars.first == "-"
    if isNegative || scalars.first == "+" { scalars.removeFirst() }
    var value = 0.0
    var followsDigit = false
    for scalar in scalars {
        if scalar == "_", followsDigit {
            followsDigit = false
        } else if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
            value = value * 10 + digit
            followsDigit = true
        } else {
            return nil
        }
    }
    return followsDigit ? (isNegative ? -value : value) : nil
}
