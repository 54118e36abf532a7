import Models
import Scoring
import TouchstoneJSON

/// A retriever as an evaluation's specification names it: a model of the provider `retriever`.
///
/// `documents` (one file or several) is the only setting without a default; see ``settings`` for the others.
struct RetrieverSpecification: Sendable, Hashable {
    /// How documents are ranked for a query.
    enum Method: String, Sendable, Hashable, CaseIterable {
        /// By their words.
        case bm25
        /// By the cosine of their vector and the query's.
        case vector
        /// By a weighted sum of both, each scaled.
        case hybrid
        /// By both, fused by reciprocal ranks.
        case rrf
    }

    /// The word that names the provider.
    static let provider = "retriever"
    /// The settings that a retriever takes, beside `provider` and `name`.
    static let settings = [
        "documents", "id", "text", "vector", "method", "variant", "k1", "b", "mix", "rrf_k", "depth", "k", "query", "query_vector",
    ]

    /// The files that hold the documents.
    let documents: [String]
    /// The column of a document's id.
    let id: ColumnPath
    /// The column of a document's text.
    let text: ColumnPath
    /// The column of a document's vector; not read for ``Method/bm25``.
    let vector: ColumnPath
    /// How documents are ranked.
    let method: Method
    /// The formula of the lexical half.
    let variant: BM25Variant
    /// Its constants.
    let parameters: BM25Parameters
    /// The weight of the vectors in ``Method/hybrid``.
    let mix: Double
    /// The constant of ``Method/rrf``.
    let constant: Double
    /// How many documents each half contributes to a fusion.
    let depth: Int
    /// How many documents are retrieved.
    let k: Int
    /// The column of a row's query.
    let query: ColumnPath
    /// The column of the query's vector; not read for ``Method/bm25``.
    let queryVector: ColumnPath

    /// Reads the settings. Throws ``ModelError`` with one sentence that says what to change.
    init(_ object: JSONObject) throws(ModelError) {
        let settings = try RetrieverSettings(object)
        documents = try settings.files("documents")
        id = ColumnPath(try settings.text("id") ?? "id")
        text = ColumnPath(try settings.text("text") ?? "text")
        vector = ColumnPath(try settings.text("vector") ?? "embedding")
        query = ColumnPath(try settings.text("query") ?? SampleField.inputs.rawValue)
        queryVector = ColumnPath(try settings.text("query_vector") ?? "embedding")
        method = try settings.choice("method", Method.allCases) ?? .bm25
        variant = try settings.choice("variant", BM25Variant.allCases) ?? .lucene
        parameters = BM25Parameters(
            k1: try settings.number("k1", in: 0...1000) ?? 1.5, b: try settings.number("b", in: 0...1) ?? 0.75)
        mix = try settings.number("mix", in: 0...1) ?? 0.5
        constant = try settings.number("rrf_k", in: 0...1e9) ?? 60
        depth = try settings.count("depth") ?? 1000
        k = try settings.count("k") ?? 10
    }

    /// Whether vectors take part.
    var readsVectors: Bool { method != .bm25 }
}

extension ModelChoice {
    /// The settings of a retriever, checked; nil for another model. Throws ``ModelError``.
    var retriever: RetrieverSpecification? {
        get throws(ModelError) {
            guard custom == nil, let word = settings["provider"]?.stringValue ?? settings["model"]?.stringValue else { return nil }
            let provider = RetrieverSpecification.provider
            if settings["provider"]?.stringValue == provider { return try RetrieverSpecification(settings) }
            if word == provider || word.hasPrefix(provider + ":") {
                throw ModelError(.invalidRequest, "the provider \"\(provider)\" needs an object with \"documents\"")
            }
            guard closestName(to: word, among: [provider]) == nil else {
                throw ModelError(.invalidRequest, "there is no model provider \"\(word)\"; did you mean \"\(provider)\"?")
            }
            return nil
        }
    }
}
