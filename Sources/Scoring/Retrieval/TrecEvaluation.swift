/// One query's ranking held against its relevance judgements, as trec_eval 9 does it.
///
/// Documents are ranked by score, highest first, ties by identifier in descending byte order; a rank in the input is ignored. Scores
/// are compared as 32-bit numbers, as trec_eval 9 keeps them. A document of grade 1 or more is relevant; one that was not judged, or
/// has a negative grade, counts as not relevant except in ``TrecMeasure/bpref``. Every measure is 0 when nothing is relevant.
///
/// Making one costs O(n log n) for n documents, every measure O(n).
public struct TrecEvaluation: Sendable {
    /// The grade at each rank; -1 for documents that are not in the judgements, -2 for those with a negative grade.
    let grades: [Int32]
    /// The grades of all relevant documents, highest first.
    let idealGrades: [Int32]
    /// Documents judged and not relevant.
    let judgedNotRelevant: Int

    /// The number of relevant documents.
    var relevantCount: Int { idealGrades.count }

    /// Ranks the documents. A document that occurs twice keeps its first place in `retrieved`; scores that are no number rank last.
    public init(_ retrieved: RetrievedDocuments, _ judgements: RelevanceJudgements) {
        self.init(retrieved.documents, judgements.grades)
    }

    /// Ranks the documents of a run against graded judgements.
    public init(_ documents: [RankedDocument], _ judgements: [String: Int]) {
        grades = trecGrades(documents, judgements)
        var ideal: [Int32] = []
        var notRelevant = 0
        for grade in judgements.values {
            if grade >= 1 { ideal.append(Int32(clamping: grade)) }
            if grade == 0 { notRelevant += 1 }
        }
        idealGrades = ideal.sorted(by: >)
        judgedNotRelevant = notRelevant
    }

    /// The value of a measure.
    public subscript(measure: TrecMeasure) -> Double {
        switch measure {
        case .retrievedCount: Double(grades.count)
        case .relevantCount: Double(relevantCount)
        case .relevantRetrievedCount: Double(hits(in: grades.count))
        case .averagePrecision: averagePrecision(in: grades.count)
        case .averagePrecisionCut(let k): averagePrecision(in: k)
        case .rPrecision: ratio(hits(in: relevantCount), relevantCount)
        case .bpref: bpref
        case .reciprocalRank: reciprocalRank(in: grades.count)
        case .reciprocalRankCut(let k): reciprocalRank(in: k)
        case .interpolatedPrecision(let level): interpolatedPrecisions(at: [level])[0]
        case .elevenPointAverage: interpolatedPrecisions(at: Self.elevenLevels).reduce(0, +) / 11
        case .precision(let k): ratio(hits(in: k), k)
        case .recall(let k): ratio(hits(in: k), relevantCount)
        case .success(let k): hits(in: k) > 0 ? 1 : 0
        case .ndcg: ndcg(in: max(grades.count, idealGrades.count)) { Double($0) }
        case .ndcgCut(let k): ndcg(in: k) { Double($0) }
        case .exponentialNDCG(let k): ndcg(in: k, gain: exponentialGain)
        case .setPrecision: ratio(hits(in: grades.count), grades.count)
        case .setRecall: ratio(hits(in: grades.count), relevantCount)
        case .setF: setF
        case .setAveragePrecision: ratio(hits(in: grades.count), grades.count) * ratio(hits(in: grades.count), relevantCount)
        case .setRelativePrecision: ratio(hits(in: grades.count), min(grades.count, relevantCount))
        case .relativePrecision(let k): ratio(hits(in: k), min(k, relevantCount))
        case .rPrecisionMultiple(let factor): rPrecision(times: factor)
        case .inferredAveragePrecision: inferredAveragePrecision
        case .utility(let hit, let other, let missed): utility(hit: hit, other: other, missed: missed)
        case .judgedNotRelevantRetrievedCount: Double(grades.count { $0 == 0 })
        case .judged(let k): ratio(grades.prefix(max(0, k)).reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }, min(max(0, k), grades.count))
        case .rankBiasedPrecision(let persistence): rankBiasedPrecision(persistence)
        case .expectedReciprocalRank(let k, let highest): expectedReciprocalRank(in: k, highestGrade: highest)
        }
    }

    private static let elevenLevels = (0...10).map { Double($0) / 10 }
}

/// A quotient that is 0 when nothing is divided by.
private func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
