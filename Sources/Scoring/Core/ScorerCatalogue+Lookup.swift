public import TouchstoneJSON

extension ScorerCatalogue {
    /// Whether a scorer or a corpus metric has the name.
    public func knows(_ name: String) -> Bool { self[name] != nil || self[corpus: name] != nil }

    /// The definitions of scorers and corpus metrics with their parameters, sorted by topic and name.
    public var definitions: [(definition: ScorerDefinition, parameters: [ScorerParameter])] {
        let all = entries.map { ($0.definition, $0.parameters) } + corpusEntries.map { ($0.definition, $0.parameters) }
        return all.sorted { ($0.0.topic, $0.0.name) < ($1.0.topic, $1.0.name) }
    }

    /// Throws ``ScorerArgumentError`` unless the name exists and the arguments make a scorer or a corpus metric.
    public func check(_ name: String, _ arguments: JSONObject) throws {
        if self[corpus: name] != nil {
            _ = try corpusMetric(name, arguments)
        } else {
            _ = try scorer(name, arguments)
        }
    }
}
