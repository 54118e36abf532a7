import Scoring
import TouchstoneJSON
import Tracking

/// What a report must know of a score to read its figures, kept with the run.
struct ScoreDefinition: Sendable, Hashable {
    /// How the score becomes a figure.
    enum Kind: String, Sendable, Hashable {
        /// Aggregated over samples.
        case sample
        /// Computed over the whole corpus.
        case corpus
    }

    /// The score's name in this run.
    var name: String
    /// The scorer's name in the catalogue, or what else made it.
    var scorer: String
    /// The scorer's version.
    var version: Int
    /// The scorer's arguments.
    var arguments: JSONObject
    /// How it becomes a figure.
    var kind: Kind
    /// Which of the scorer's outputs it is.
    var output: Int
    /// Which way is better.
    var direction: ScorerDefinition.Direction
    /// The scale.
    var range: ScorerDefinition.Range
    /// When one sample passes.
    var passMark: PassMark?
}

extension ScoreDefinition {
    /// Whether samples pass or fail.
    var isBinary: Bool { range == .binary }

    /// Whether a value is good enough; nil where nothing says what that is.
    func passes(_ value: Double) -> Bool? {
        if let passMark { return passMark.admits(value) }
        return isBinary ? isPass(value) : nil
    }

    /// Whether what was said of one sample is good enough. True and false say it whatever the scale, as external scorers' do.
    func passes(_ value: AssessmentValue) -> Bool? {
        guard let number = value.number else { return nil }
        if case .bool = value, passMark == nil { return isPass(number) }
        return passes(number)
    }

    private func isPass(_ value: Double) -> Bool? {
        direction == .neutral ? nil : (value >= 0.5) == (direction == .higher)
    }

    /// The definition as the manifest keeps it.
    var json: JSONValue {
        var json: JSONObject = [
            "name": .string(name), "scorer": .string(scorer), "version": JSONValue(version), "arguments": .object(arguments),
            "kind": .string(kind.rawValue), "output": JSONValue(output), "direction": .string(direction.rawValue), "range": range.json,
        ]
        if let passMark { json["pass"] = .string(passMark.text) }
        return .object(json)
    }

    /// Reads a definition from a manifest; nil when it is none.
    init?(json: JSONValue) {
        guard let name = json["name"]?.stringValue, let kind = json["kind"]?.stringValue.flatMap(Kind.init),
            let direction = json["direction"]?.stringValue.flatMap(ScorerDefinition.Direction.init), let range = json["range"]
        else { return nil }
        self.name = name
        scorer = json["scorer"]?.stringValue ?? name
        version = json["version"]?.intValue ?? 1
        arguments = json["arguments"]?.objectValue ?? [:]
        self.kind = kind
        output = json["output"]?.intValue ?? 0
        self.direction = direction
        self.range = ScorerDefinition.Range(json: range)
        passMark = json["pass"]?.stringValue.flatMap(PassMark.init)
    }
}

extension PassMark {
    /// The mark as the specification writes it.
    var text: String { (isMinimum ? ">= " : "<= ") + JSONValue.number(threshold).text() }
}

extension ScorerDefinition.Range {
    fileprivate var json: JSONValue {
        switch self {
        case .binary: "binary"
        case .categories(let names): ["categories": .array(names.map(JSONValue.string))]
        case .numbers(let lower, let upper): ["lower": JSONValue(lower), "upper": JSONValue(upper)]
        }
    }

    fileprivate init(json: JSONValue) {
        if json == "binary" {
            self = .binary
        } else if let names = json["categories"]?.arrayValue {
            self = .categories(names.compactMap(\.stringValue))
        } else {
            self = .numbers(lower: json["lower"]?.doubleValue ?? -.infinity, upper: json["upper"]?.doubleValue ?? .infinity)
        }
    }
}
