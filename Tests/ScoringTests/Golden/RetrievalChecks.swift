import GoldenSupport
import Scoring
import TouchstoneJSON

/// Checks of `retrieval_mlflow`, `retrieval_trec` and `fusion_bm25`.
let retrievalChecks: [String: GoldenCheck] = [
    "mlflow_retrieval": .compare(topKMeasures),
    "trec_eval": .compare(trecMeasures),
    "ir_measures_aggregate": .compare(aggregatedMeasures),
    "fusion_rrf": .compare { try fused($0, .reciprocalRank(k: $0["params"]?["k"]?.doubleValue ?? 60)) },
    "fusion_sum": .compare { try fused($0, .sum) },
    "fusion_mnz": .compare { try fused($0, .sumTimesHits) },
    "fusion_isr": .compare { try fused($0, .inverseSquareRank) },
    "rank_bm25_okapi": .compare { try bm25($0, .okapi) },
    // bm25s computes in 32 bits.
    "bm25_robertson": .within(relative: 2e-4) { try bm25($0, .robertson) },
    "bm25_lucene": .within(relative: 2e-4) { try bm25($0, .lucene) },
    "bm25_atire": .within(relative: 2e-4) { try bm25($0, .atire) },
    "bm25_bm25l": .within(relative: 2e-4) { try bm25($0, .bm25l) },
    "bm25_bm25+": .within(relative: 2e-4) { try bm25($0, .bm25plus) },
]

private func topKMeasures(_ row: GoldenRow) throws -> JSONValue {
    let retrieved = try RetrievedDocuments(row["retrieved"] ?? .null).ids
    let relevant = try RelevanceJudgements(row["targets"] ?? .null).relevant
    var values = JSONObject()
    for depth in row["params"]?["ks"]?.arrayValue ?? [3] {
        guard let k = depth.intValue else { continue }
        let measures = TopKRetrieval(retrieved: retrieved, relevant: relevant, k: k)
        values["precision_at_\(k)"] = .number(measures.precision)
        values["recall_at_\(k)"] = .number(measures.recall)
        values["ndcg_at_\(k)"] = .number(measures.ndcg)
    }
    return .object(values)
}

private func documents(_ run: JSONValue?) throws -> [RankedDocument] {
    try (run?.objectValue ?? JSONObject()).map { member in
        guard let score = member.value.doubleValue else { throw GoldenError(description: "a score is no number") }
        return RankedDocument(id: member.key, score: score)
    }
}

private func trecMeasures(_ row: GoldenRow) throws -> JSONValue {
    let evaluation = try TrecEvaluation(documents(row["run"]), RelevanceJudgements(row["qrels"] ?? .null).grades)
    var values = JSONObject()
    for name in row.expected.objectValue?.keys ?? [] {
        guard let measure = TrecMeasure(trecName: name) else { continue }
        values[name] = .number(evaluation[measure])
    }
    return .object(values)
}

/// The measure of an ir_measures name such as `nDCG@10`.
private func aggregatedMeasure(_ name: String) -> TrecMeasure? {
    let parts = name.split(separator: "@").map(String.init)
    switch (parts[0], parts.count > 1 ? Int(parts[1]) : nil) {
    case ("AP", let k): return k.map { .averagePrecisionCut($0) } ?? .averagePrecision
    case ("nDCG", let k): return k.map { .ndcgCut($0) } ?? .ndcg
    case ("RR", let k): return k.map { .reciprocalRankCut($0) } ?? .reciprocalRank
    case ("P", let k?): return .precision(k)
    case ("R", let k?): return .recall(k)
    case ("Success", let k?): return .success(k)
    case ("Judged", let k?): return .judged(k)
    case ("Rprec", nil): return .rPrecision
    case ("SetF", nil): return .setF
    case ("SetP", nil): return .setPrecision
    case ("SetR", nil): return .setRecall
    case ("Bpref", nil): return .bpref
    default: return nil
    }
}

private func aggregatedMeasures(_ row: GoldenRow) throws -> JSONValue {
    var judgements: [String: [String: Int]] = [:]
    for member in row["qrels"]?.objectValue ?? [:] { judgements[member.key] = try RelevanceJudgements(member.value).grades }
    var run: [String: [RankedDocument]] = [:]
    for member in row["run"]?.objectValue ?? [:] { run[member.key] = try documents(member.value) }
    var values = JSONObject()
    for name in row.expected.objectValue?.keys ?? [] {
        guard let measure = aggregatedMeasure(name) else { continue }
        values[name] = JSONValue(TrecEvaluation.mean(of: measure, run: run, judgements: judgements))
    }
    return .object(values)
}

private func fused(_ row: GoldenRow, _ method: FusionMethod) throws -> JSONValue {
    let runs = try (row["runs"]?.arrayValue ?? []).map { try documents($0) }
    return .object(JSONObject(fusedRanking(runs, method).map { ($0.id, .number($0.score)) }))
}

private func bm25(_ row: GoldenRow, _ variant: BM25Variant) throws -> JSONValue {
    let documents = (row["documents"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).map(\.asText) }
    var parameters = BM25Parameters()
    let given = row["params"]
    if let k1 = given?["k1"]?.doubleValue { parameters.k1 = k1 }
    if let b = given?["b"]?.doubleValue { parameters.b = b }
    if let delta = given?["delta"]?.doubleValue { parameters.delta = delta }
    if let epsilon = given?["epsilon"]?.doubleValue { parameters.epsilon = epsilon }
    let index = BM25Index(terms: documents, variant: variant, parameters: parameters)
    return .array(index.scores(forTerms: try row.texts("query")).map(JSONValue.number))
}
