import TouchstoneJSON

extension ScorerEntry {
    /// The scorers of formats: JSON, schemas, lengths.
    static let formats: [ScorerEntry] = [jsonValid, jsonSchema, responseLength]

    private static let topic = "format and validity"

    private static let dialect = ScorerParameter(
        "dialect", .choice(JSONDialect.allCases.map(\.rawValue)), default: "strict",
        "RFC 8259 (strict), or with NaN and Infinity (python).")
    private static let fence = ScorerParameter(
        "fence", .boolean, default: false, "Look inside a Markdown code fence when the answer has one.")

    private static let jsonValid: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "json_valid", topic: topic, summary: "Whether the answer is one JSON text and nothing else.", range: .binary,
            requires: [.outputs], source: "RFC 8259; Python 3.11 json.loads for the dialect \"python\"",
            blindTo: "what the JSON says: an empty object passes")
        return ScorerEntry(definition, parameters: [dialect, fence]) { arguments in
            let reader = AnswerJSON(arguments)
            return FunctionScorer(definition) { sample in
                let defect = reader.defect(of: try sample.answer())
                return Score(defect == nil, rationale: defect.map { "not JSON: \($0)" })
            }
        }
    }()

    private static let jsonSchema: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "json_schema", topic: topic, summary: "Whether the answer is JSON that fits a JSON Schema.", range: .binary,
            requires: [.outputs], source: "JSON Schema 2020-12 and draft 7, with format as an assertion",
            blindTo: "whether the values are true; whatever the schema leaves open")
        let schema = ScorerParameter("schema", .json, required: true, "The schema: an object, or its JSON text.")
        return ScorerEntry(definition, parameters: [schema, dialect, fence]) { arguments in
            let compiled = try JSONSchema(arguments.json("schema") ?? true)
            let reader = AnswerJSON(arguments)
            return FunctionScorer(definition) { sample in
                guard let answer = sample[.outputs] else { throw ScoringError.missing(.outputs) }
                switch reader.value(of: answer) {
                case .failure(let defect): return Score(false, rationale: "not JSON: \(defect)")
                case .success(let value):
                    let violations = try compiled.violations(of: value)
                    let rationale = violations.map(\.description).joined(separator: "; ")
                    return Score(violations.isEmpty, rationale: violations.isEmpty ? nil : rationale)
                }
            }
        }
    }()

    private static let responseLength: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "response_length", topic: topic, summary: "Whether the answer's length lies between two bounds, both inclusive.",
            range: .binary, requires: [.outputs], source: "MLflow 3.17 ResponseLength",
            blindTo: "everything but length; words are what white space separates, so Chinese or Japanese text is one word")
        let parameters = [
            ScorerParameter("min_length", .integer, "The least length that passes."),
            ScorerParameter("max_length", .integer, "The greatest length that passes."),
            ScorerParameter("unit", .choice(["chars", "words"]), default: "chars", "Unicode scalars or words."),
        ]
        return ScorerEntry(definition, parameters: parameters) { arguments in
            let bounds = try LengthBounds(arguments)
            return FunctionScorer(definition) { bounds.score(try $0.answer()) }
        }
    }()
}

/// Reads answers as JSON, the way the parameters of the JSON scorers say.
private struct AnswerJSON {
    let dialect: JSONDialect
    let looksInFence: Bool

    init(_ arguments: ScorerArguments) {
        dialect = arguments.text("dialect").flatMap(JSONDialect.init) ?? .strict
        looksInFence = arguments.flag("fence")
    }

    func defect(of text: String) -> JSONParseError? { dialect.defect(of: content(of: text)) }

    /// The value of an answer: a text is parsed, anything else is JSON already.
    func value(of answer: JSONValue) -> Result<JSONValue, JSONParseError> {
        guard let text = answer.stringValue else { return .success(answer) }
        return dialect.value(of: content(of: text))
    }

    private func content(of text: String) -> String { looksInFence ? CodeFence.content(of: text) : text }
}

/// Bounds of a length, in scalars or words.
struct LengthBounds {
    let minimum: Int?
    let maximum: Int?
    let unit: String

    init(_ arguments: ScorerArguments) throws(ScorerArgumentError) {
        minimum = arguments.integer("min_length")
        maximum = arguments.integer("max_length")
        unit = arguments.text("unit") ?? "chars"
        guard minimum != nil || maximum != nil else {
            throw ScorerArgumentError("the scorer \"response_length\" needs min_length, max_length or both")
        }
        if let minimum, let maximum, minimum > maximum {
            throw ScorerArgumentError("min_length \(minimum) of the scorer \"response_length\" is greater than max_length \(maximum)")
        }
    }

    func score(_ text: String) -> Score {
        let length = unit == "words" ? pythonWhitespaceSplit(Array(text.utf8)).count : text.unicodeScalars.count
        if let minimum, length < minimum {
            return Score(false, rationale: "Output length (\(length) \(unit)) is below the minimum (\(minimum) \(unit))")
        }
        if let maximum, length > maximum {
            return Score(false, rationale: "Output length (\(length) \(unit)) exceeds the maximum (\(maximum) \(unit))")
        }
        return Score(true, rationale: "Output length (\(length) \(unit)) is within bounds")
    }
}
