public import TouchstoneJSON

/// A corpus metric of the catalogue: its definition, its parameters and how to make it with arguments.
public struct CorpusMetricEntry: Sendable {
    /// The definition with default arguments.
    public let definition: ScorerDefinition
    /// What arguments it accepts.
    public let parameters: [ScorerParameter]
    private let build: @Sendable (ScorerArguments) throws -> any CorpusMetric

    /// A metric with parameters. `make` gets arguments that were checked against them, with defaults filled in.
    public init(
        _ definition: ScorerDefinition, parameters: [ScorerParameter] = [],
        make: @escaping @Sendable (ScorerArguments) throws -> any CorpusMetric
    ) {
        self.definition = definition
        self.parameters = parameters
        self.build = make
    }

    /// A metric without parameters.
    public init(
        _ definition: ScorerDefinition, row: @escaping @Sendable (Sample) throws -> CorpusRow,
        values: @escaping @Sendable ([CorpusRow]) throws -> [Double]
    ) {
        self.init(definition) { _ in FunctionCorpusMetric(definition, row: row, values: values) }
    }

    /// The metric with the given arguments; throws ``ScorerArgumentError`` when they do not fit the parameters.
    public func metric(_ arguments: JSONObject = JSONObject()) throws -> any CorpusMetric {
        try build(ScorerArguments(arguments, scorer: definition.name, parameters: parameters))
    }
}
