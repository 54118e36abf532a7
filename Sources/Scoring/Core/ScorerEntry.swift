public import TouchstoneJSON

/// One argument that a scorer of the catalogue accepts.
public struct ScorerParameter: Sendable, Hashable {
    /// What values an argument takes.
    public enum Kind: Sendable, Hashable {
        /// Any text.
        case text
        /// A whole number.
        case integer
        /// A finite number.
        case number
        /// True or false.
        case boolean
        /// Any JSON value, such as a schema or a list.
        case json
        /// One of the given words.
        case choice([String])
    }

    /// The argument's name in `NAME:key=value` and in the specification.
    public var name: String
    /// What values it takes.
    public var kind: Kind
    /// What it does, in one sentence.
    public var summary: String
    /// The value used when it is not given; nil when it must be given or means "none".
    public var defaultValue: JSONValue?
    /// Whether it must be given.
    public var isRequired: Bool

    /// A parameter.
    public init(_ name: String, _ kind: Kind, default defaultValue: JSONValue? = nil, required: Bool = false, _ summary: String) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.defaultValue = defaultValue
        self.isRequired = required
    }
}

/// A scorer of the catalogue: its definition, its parameters and how to make it with arguments.
public struct ScorerEntry: Sendable {
    /// The definition with default arguments.
    public let definition: ScorerDefinition
    /// What arguments it accepts.
    public let parameters: [ScorerParameter]
    private let build: @Sendable (ScorerArguments) throws -> any Scorer

    /// A scorer with parameters. `make` gets arguments that were checked against them, with defaults filled in.
    public init(
        _ definition: ScorerDefinition, parameters: [ScorerParameter] = [],
        make: @escaping @Sendable (ScorerArguments) throws -> any Scorer
    ) {
        self.definition = definition
        self.parameters = parameters
        self.build = make
    }

    /// A scorer without parameters that gives one score.
    public init(_ definition: ScorerDefinition, score: @escaping @Sendable (Sample) throws -> Score) {
        self.init(definition) { _ in FunctionScorer(definition, score: score) }
    }

    /// A scorer without parameters that gives one score for each output.
    public init(_ definition: ScorerDefinition, scores: @escaping @Sendable (Sample) throws -> [Score]) {
        self.init(definition) { _ in FunctionScorer(definition, scores: scores) }
    }

    /// The scorer with the given arguments; throws ``ScorerArgumentError`` when they do not fit the parameters.
    public func scorer(_ arguments: JSONObject = JSONObject()) throws -> any Scorer {
        try build(ScorerArguments(arguments, scorer: definition.name, parameters: parameters))
    }
}
