/// A measure of one ranking as trec_eval names and defines it, or one of a few that are usual beside them.
public enum TrecMeasure: Sendable, Hashable {
    /// `num_ret`: documents retrieved.
    case retrievedCount
    /// `num_rel`: documents judged relevant.
    case relevantCount
    /// `num_rel_ret`: relevant documents retrieved.
    case relevantRetrievedCount
    /// `map`: mean over the relevant documents of the precision at their ranks, 0 for those not retrieved.
    case averagePrecision
    /// `map_cut_k`: the same over the first k ranks, still divided by the number of relevant documents.
    case averagePrecisionCut(Int)
    /// `Rprec`: precision at the rank that equals the number of relevant documents.
    case rPrecision
    /// `bpref`: how seldom documents judged not relevant stand above relevant ones; ignores what was not judged (Buckley, Voorhees 2004).
    case bpref
    /// `recip_rank`: one over the rank of the first relevant document.
    case reciprocalRank
    /// `recip_rank` over the first k ranks only.
    case reciprocalRankCut(Int)
    /// `iprec_at_recall_x`: the highest precision at any rank where recall has reached x.
    case interpolatedPrecision(atRecall: Double)
    /// `11pt_avg`: mean of the interpolated precisions at recall 0, 0.1 ... 1.
    case elevenPointAverage
    /// `P_k`: relevant documents among the first k, divided by k.
    case precision(Int)
    /// `recall_k`: relevant documents among the first k, divided by the number of relevant documents.
    case recall(Int)
    /// `success_k`: 1 when any of the first k is relevant; the mean over queries is the hit rate.
    case success(Int)
    /// `ndcg`: discounted cumulative gain, gains being the grades, over the ideal ranking's (Järvelin, Kekäläinen 2002).
    case ndcg
    /// `ndcg_cut_k`: the same over the first k ranks of both.
    case ndcgCut(Int)
    /// `ndcg` over the first k with gains 2^grade - 1 (Burges et al. 2005); not in trec_eval.
    case exponentialNDCG(Int)
    /// `set_P`: precision of everything retrieved.
    case setPrecision
    /// `set_recall`: recall of everything retrieved.
    case setRecall
    /// `set_F`: harmonic mean of the two.
    case setF
    /// `set_map`: the product of the two.
    case setAveragePrecision
    /// `set_relative_P`: relevant documents retrieved over the most there could be.
    case setRelativePrecision
    /// `relative_P_k`: the same over the first k.
    case relativePrecision(Int)
    /// `Rprec_mult_x`: precision at x times the number of relevant documents.
    case rPrecisionMultiple(Double)
    /// `infAP`: average precision inferred from judgements of a sample of the documents; those chosen but not judged have a negative
    /// grade (Yilmaz, Aslam 2006).
    case inferredAveragePrecision
    /// `utility`: a value for every relevant document retrieved, every other one retrieved and every relevant one missed.
    case utility(hit: Double, other: Double, missed: Double)
    /// `num_nonrel_judged_ret`: retrieved documents judged and not relevant.
    case judgedNotRelevantRetrievedCount
    /// Share of the first k retrieved documents that were judged at all, as in ir_measures; not in trec_eval.
    case judged(Int)
    /// Rank-biased precision with a reader who goes on with probability p (Moffat, Zobel 2008); not in trec_eval.
    case rankBiasedPrecision(Double)
    /// Expected reciprocal rank over the first k, satisfaction (2^grade - 1) / 2^highest (Chapelle et al. 2009); not in trec_eval.
    case expectedReciprocalRank(Int, highestGrade: Int)

    /// The measure of a trec_eval name such as `map`, `P_5` or `iprec_at_recall_0.10`; nil for other names.
    public init?(trecName name: String) {
        if let plain = Self.plainNames[name] {
            self = plain
            return
        }
        guard let separator = name.utf8.lastIndex(of: UInt8(ascii: "_")) else { return nil }
        let argument = String(name[name.utf8.index(after: separator)...])
        if name.utf8.starts(with: "iprec_at_recall_".utf8) {
            guard let level = Double(argument), (0...1).contains(level) else { return nil }
            self = .interpolatedPrecision(atRecall: level)
            return
        }
        if name.utf8.starts(with: "Rprec_mult_".utf8) {
            guard let factor = Double(argument), factor >= 0, factor < 1e6 else { return nil }
            self = .rPrecisionMultiple(factor)
            return
        }
        guard let k = Int(argument), k >= 1, let measure = Self.cut(String(name[..<separator]), k) else { return nil }
        self = measure
    }

    private static func cut(_ family: String, _ k: Int) -> TrecMeasure? {
        switch family {
        case "P": .precision(k)
        case "recall": .recall(k)
        case "success": .success(k)
        case "map_cut": .averagePrecisionCut(k)
        case "ndcg_cut": .ndcgCut(k)
        case "relative_P": .relativePrecision(k)
        default: nil
        }
    }

    private static let plainNames: [String: TrecMeasure] = [
        "num_ret": .retrievedCount, "num_rel": .relevantCount, "num_rel_ret": .relevantRetrievedCount, "map": .averagePrecision,
        "Rprec": .rPrecision, "bpref": .bpref, "recip_rank": .reciprocalRank, "11pt_avg": .elevenPointAverage, "ndcg": .ndcg,
        "set_P": .setPrecision, "set_recall": .setRecall, "set_F": .setF,
        "set_map": .setAveragePrecision, "set_relative_P": .setRelativePrecision, "infAP": .inferredAveragePrecision,
        "utility": .utility(hit: 1, other: -1, missed: 0), "num_nonrel_judged_ret": .judgedNotRelevantRetrievedCount,
    ]
}
