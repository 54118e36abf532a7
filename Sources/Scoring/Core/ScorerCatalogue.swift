public import TouchstoneJSON

/// Every scorer and corpus metric that is built in, by name; a name stands for one or the other, never for both.
public struct ScorerCatalogue: Sendable {
    /// The scorers, sorted by topic and name.
    public let entries: [ScorerEntry]
    /// The corpus metrics, sorted by topic and name.
    public let corpusEntries: [CorpusMetricEntry]
    private let byName: [String: Int]
    private let corpusByName: [String: Int]

    /// A catalogue of the given entries; of two with one name the later wins, and a scorer wins over a corpus metric.
    public init(_ entries: [ScorerEntry], corpus corpusEntries: [CorpusMetricEntry] = []) {
        let (sorted, byName) = Self.index(entries, \.definition)
        let (sortedCorpus, corpusByName) = Self.index(corpusEntries.filter { byName[$0.definition.name] == nil }, \.definition)
        (self.entries, self.byName) = (sorted, byName)
        (self.corpusEntries, self.corpusByName) = (sortedCorpus, corpusByName)
    }

    private static func index<Entry>(
        _ entries: [Entry], _ definition: (Entry) -> ScorerDefinition
    ) -> (sorted: [Entry], byName: [String: Int]) {
        var unique: [String: Entry] = [:]
        for entry in entries { unique[definition(entry).name] = entry }
        let sorted = unique.values.sorted {
            (definition($0).topic, definition($0).name) < (definition($1).topic, definition($1).name)
        }
        return (sorted, Dictionary(uniqueKeysWithValues: sorted.enumerated().map { (definition($1).name, $0) }))
    }

    /// The scorer of a name.
    public subscript(name: String) -> ScorerEntry? { byName[name].map { entries[$0] } }

    /// The corpus metric of a name.
    public subscript(corpus name: String) -> CorpusMetricEntry? { corpusByName[name].map { corpusEntries[$0] } }

    /// The names of scorers and corpus metrics, sorted.
    public var names: [String] { (Array(byName.keys) + Array(corpusByName.keys)).sorted() }

    /// Makes a scorer. Throws ``ScorerArgumentError`` for an unknown name or arguments that do not fit.
    public func scorer(_ name: String, _ arguments: JSONObject = JSONObject()) throws -> any Scorer {
        guard let entry = self[name] else { throw unknown(name, wanted: "scorer") }
        return try entry.scorer(arguments)
    }

    /// Makes a corpus metric. Throws ``ScorerArgumentError`` for an unknown name or arguments that do not fit.
    public func corpusMetric(_ name: String, _ arguments: JSONObject = JSONObject()) throws -> any CorpusMetric {
        guard let entry = self[corpus: name] else { throw unknown(name, wanted: "corpus metric") }
        return try entry.metric(arguments)
    }

    private func unknown(_ name: String, wanted: String) -> ScorerArgumentError {
        if byName[name] != nil { return ScorerArgumentError("\"\(name)\" is a scorer of single samples, not a corpus metric") }
        if corpusByName[name] != nil {
            return ScorerArgumentError("\"\(name)\" is a metric of the whole corpus, not a scorer of single samples")
        }
        let hint = closestName(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        return ScorerArgumentError("there is no \(wanted) \"\(name)\"\(hint) (`touchstone scorers` lists all of them)")
    }
}

extension ScorerCatalogue {
    /// The scorers that Touchstone brings along.
    public static let standard = ScorerCatalogue(topics.flatMap(\.self), corpus: corpusTopics.flatMap(\.self))

    /// One list per topic, each kept beside the functions it surfaces.
    private static let topics: [[ScorerEntry]] = [
        ScorerEntry.exactMatch, ScorerEntry.containment, ScorerEntry.editDistance, ScorerEntry.errorRates, ScorerEntry.rouge,
        ScorerEntry.bleu, ScorerEntry.chrF, ScorerEntry.ter, ScorerEntry.diversity,
        ScorerEntry.retrieval, ScorerEntry.calls, ScorerEntry.readability, ScorerEntry.tokens,
        ScorerEntry.formats, ScorerEntry.numbers, ScorerEntry.patterns, ScorerEntry.personalData, ScorerEntry.likelihood,
        ScorerEntry.choiceLikelihoods, ScorerEntry.consistency, ScorerEntry.answerVariety, ScorerEntry.trecCounts, ScorerEntry.toolCalls,
        ScorerEntry.lexicon,
    ]

    /// The same for metrics of a whole corpus.
    private static let corpusTopics: [[CorpusMetricEntry]] = [
        CorpusMetricEntry.errorRates, CorpusMetricEntry.bleu, CorpusMetricEntry.chrF, CorpusMetricEntry.ter,
        CorpusMetricEntry.classification, CorpusMetricEntry.probabilities, CorpusMetricEntry.regression, CorpusMetricEntry.likelihood,
        CorpusMetricEntry.bias, CorpusMetricEntry.toxicity, CorpusMetricEntry.correlations, CorpusMetricEntry.geometricMeans,
    ]
}
