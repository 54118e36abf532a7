/// A run as a search hands it over: everything that a client is told about it, in a form that is written out in turn.
package struct FoundRun: Sendable, Hashable {
    package var run: Run
    /// The latest value of each metric, by name; without the datasets and models that they are about.
    package var metrics: [Metric] = []
    /// Its settings, by name.
    package var params: [NamedText] = []
    /// Its tags, by name.
    package var tags: [NamedText] = []
    /// The datasets that it was made from.
    package var datasets: [FoundDataset] = []
    /// The logged models that it was made from, by identifier.
    package var inputModels: [String] = []
    /// The logged models that it made, by identifier.
    package var outputModels: [ModelOutput] = []

    package init(run: Run, tags: [NamedText] = []) {
        self.run = run
        self.tags = tags
    }
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
    package var tags: [NamedText]

    package init(
        name: String, digest: String, sourceType: String, source: String, schema: String? = nil, profile: String? = nil,
        tags: [NamedText] = []
    ) {
        self.name = name
        self.digest = digest
        self.sourceType = sourceType
        self.source = source
        self.schema = schema
        self.profile = profile
        self.tags = tags
    }
}

extension FoundDataset {
    static let columns = "dataset.name, dataset.digest, dataset.source_type, dataset.source, dataset.schema, dataset.profile"

    /// Reads ``columns`` from a row, the first of them at a place.
    init(_ row: any SQLRow, from first: Int) {
        name = row.text(first) ?? ""
        digest = row.text(first + 1) ?? ""
        sourceType = row.text(first + 2) ?? ""
        source = row.text(first + 3) ?? ""
        schema = row.text(first + 4)
        profile = row.text(first + 5)
        tags = []
    }
}
