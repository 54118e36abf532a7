/// A run as a search hands it over: everything that a client is told about it, in a form that is written out in turn.
package struct FoundRun: Sendable, Hashable {
    package var run: Run
    /// The latest value of each metric, by name.
    package var metrics: [Metric] = []
    /// Its settings, by name.
    package var params: [NamedText] = []
    /// Its tags, by name.
    package var tags: [NamedText] = []
    /// The datasets that it was made from.
    package var datasets: [FoundDataset] = []
}

/// A dataset of a run with the tags of their relation.
package struct FoundDataset: Sendable, Hashable {
    package let name: String
    package let digest: String
    package let sourceType: String
    package let source: String
    /// JSON as it was given; may be large.
    package let schema: String?
    /// JSON as it was given; may be large.
    package let profile: String?
    /// By name.
    package var tags: [NamedText] = []
}

extension FoundDataset {
    init(_ columns: inout SQLColumns) throws {
        name = try columns.text()
        digest = try columns.text()
        sourceType = try columns.text()
        source = try columns.text()
        schema = try columns.optionalText()
        profile = try columns.optionalText()
    }
}
