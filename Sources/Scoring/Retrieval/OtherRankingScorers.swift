import TouchstoneJSON

extension ScorerEntry {
    /// Measures of rankings that trec_eval does not have.
    static let otherRankings: [ScorerEntry] = [
        cutRanking(
            "reciprocal_rank", "One over the rank of the first relevant document among the first k, else 0.", source: "MS MARCO's MRR@10",
            blindTo: "Every relevant document but the first.", k: 10
        ) { .reciprocalRankCut($0) },
        cutRanking(
            "hit_rate", "1 when any of the first k documents is relevant.", source: "ranx 0.3.21, equal to trec_eval's success_k",
            blindTo: "How many of the first k are relevant, and where.", k: 3
        ) { .success($0) },
        cutRanking(
            "exponential_ndcg", "nDCG of the first k ranks with gains 2^grade - 1.", source: "Burges et al. 2005",
            blindTo: "Documents that were not judged; equals trec_ndcg_cut when grades are 0 and 1.", k: 10
        ) { .exponentialNDCG($0) },
        cutRanking(
            "judged", "Share of the first k retrieved documents that were judged at all.", source: "ir_measures",
            blindTo: "Whether they are relevant: this says how far the other measures can be trusted.", k: 10
        ) { .judged($0) },
        rankBiasedPrecision, expectedReciprocalRank,
    ]

    private static let rankBiasedPrecision: ScorerEntry = {
        let definition = ranking(
            "rank_biased_precision", "Relevance per document read by someone who goes on to the next with probability p.",
            source: "Moffat, Zobel 2008, doi:10.1145/1416950.1416952",
            blindTo: "Grades; documents that were not judged count as not relevant.")
        let persistence = ScorerParameter("p", .number, default: 0.8, "The probability of reading on, from 0 to 1.")
        return ScorerEntry(definition, parameters: [persistence]) { arguments in
            guard let p = arguments.number("p"), (0...1).contains(p) else {
                throw ScorerArgumentError("the parameter \"p\" of the scorer \"rank_biased_precision\" should be from 0 to 1")
            }
            return FunctionScorer(definition) { sample in Score(try sample.trecEvaluation()[.rankBiasedPrecision(p)]) }
        }
    }()

    private static let expectedReciprocalRank: ScorerEntry = {
        let definition = ranking(
            "expected_reciprocal_rank", "Expected 1 / rank at which a reader is satisfied, who is so with (2^grade - 1) / 2^highest grade.",
            source: "Chapelle et al. 2009, doi:10.1145/1645953.1646033", blindTo: "Documents that were not judged and ranks below k.")
        let highest = ScorerParameter("highest_grade", .integer, default: 1, "The highest grade of the judging scale.")
        return ScorerEntry(definition, parameters: [depthParameter(20), highest]) { arguments in
            let k = try depth(arguments)
            guard let grade = arguments.integer("highest_grade"), (1...60).contains(grade) else {
                throw ScorerArgumentError(
                    "the parameter \"highest_grade\" of the scorer \"expected_reciprocal_rank\" should be from 1 to 60")
            }
            return FunctionScorer(definition) { sample in
                Score(try sample.trecEvaluation()[.expectedReciprocalRank(k, highestGrade: grade)])
            }
        }
    }()
}
