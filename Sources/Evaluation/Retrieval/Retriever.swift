import Scoring
import TouchstoneJSON

/// Finds the documents that fit a row's query: what takes a model's place in a run that evaluates retrieval.
struct Retriever: Sendable {
    private enum Index: Sendable {
        case lexical(BM25Index)
        case hybrid(HybridIndex)
    }

    /// The digest of the documents' files.
    let digest: String
    /// How many documents are searched.
    let documentCount: Int

    private let specification: RetrieverSpecification
    private let ids: [String]
    private let texts: [String: String]
    private let index: Index

    /// Reads and indexes the documents. Throws ``DataProblem``.
    init(_ specification: RetrieverSpecification) throws {
        let corpus = try RetrieverCorpus(specification)
        self.specification = specification
        digest = corpus.digest
        documentCount = corpus.ids.count
        ids = corpus.ids
        texts = Dictionary(zip(corpus.ids, corpus.texts)) { first, _ in first }
        index =
            if specification.readsVectors {
                .hybrid(
                    try HybridIndex(
                        ids: corpus.ids, documents: corpus.texts, vectors: corpus.vectors, variant: specification.variant,
                        parameters: specification.parameters))
            } else {
                .lexical(BM25Index(documents: corpus.texts, variant: specification.variant, parameters: specification.parameters))
            }
    }

    /// Fills `retrieved`, `context` and `outputs` of a sample: the best documents with their scores, their texts, and the best one's text.
    ///
    /// Nothing found leaves empty lists and an empty answer. Throws ``DataProblem`` when the first row lacks the query's columns, so that a
    /// misspelt name ends the run; ``ScoringError`` when a later row does, or when a query's vector does not fit.
    func answer(_ result: inout EvaluatedSample) throws {
        let found: [RankedDocument]
        do {
            found = try documents(for: RetrieverRow(result.fed))
        } catch let problem as DataProblem where result.fed.index > 0 {
            throw ScoringError.failed(reason: problem.reason)
        }
        let best = found.map { texts[$0.id] ?? "" }
        result.sample[.retrieved] = .array(found.map { ["id": .string($0.id), "score": .number($0.score)] })
        result.sample[.context] = .array(best.map(JSONValue.string))
        result.sample[.outputs] = .string(best.first ?? "")
    }

    private func documents(for row: RetrieverRow) throws -> [RankedDocument] {
        switch index {
        case .lexical(let index):
            return index.search(try row.text(specification.query), specification.k).map {
                RankedDocument(id: ids[$0.document], score: $0.score)
            }
        case .hybrid(let index):
            let vector = try row.vector(specification.queryVector)
            guard specification.method != .vector else { return try index.nearest(to: vector, specification.k) }
            return try index.search(
                try row.text(specification.query), vector: vector, specification.k, mix: mix,
                depth: max(specification.depth, specification.k))
        }
    }

    private var mix: HybridIndex.Mix {
        specification.method == .hybrid ? .convex(alpha: specification.mix) : .reciprocalRank(k: specification.constant)
    }
}

extension Retriever {
    /// What the manifest says of the documents, so that another corpus is another plan.
    var json: JSONValue { ["digest": .string(digest), "documents": JSONValue(documentCount)] }
}
