import TouchstoneJSON

extension ScorerEntry {
    /// Error rates of an answer against the acceptable answer that gives the best.
    static let errorRates: [ScorerEntry] = ErrorRate.allCases.map { rate in
        ScorerEntry(rate.definition()) { sample in
            let best = try sample.bestOverReferences { rate.sign * rate.value(rate.counts(reference: $1, hypothesis: $0)) }
            return Score(rate.sign * best)
        }
    }
}

extension CorpusMetricEntry {
    /// Error rates of all rows together: edits pooled, not the mean of the rows' rates.
    static let errorRates: [CorpusMetricEntry] = ErrorRate.allCases.map { rate in
        CorpusMetricEntry(
            rate.definition(corpus: true),
            row: { sample in
                let (answer, references) = try sample.answerAndReferences()
                let counts = references.map { rate.counts(reference: $0, hypothesis: answer) }
                guard let best = counts.max(by: { rate.sign * rate.value($0) < rate.sign * rate.value($1) }) else { return CorpusRow() }
                return CorpusRow(numbers: [best.hits, best.substitutions, best.deletions, best.insertions].map(Double.init))
            },
            values: { rows in [rate.value(try rows.shaped(numbers: 4).reduce(EditCounts()) { $0 + EditCounts($1.numbers) })] })
    }
}

/// The rates that follow from an alignment.
private enum ErrorRate: String, CaseIterable, Sendable {
    case wer, mer, wil, wip, cer

    /// 1 where more is better, else -1.
    var sign: Double { self == .wip ? 1 : -1 }

    func counts(reference: String, hypothesis: String) -> EditCounts {
        self == .cer
            ? characterErrors(reference: reference, hypothesis: hypothesis) : wordErrors(reference: reference, hypothesis: hypothesis)
    }

    func value(_ counts: EditCounts) -> Double {
        switch self {
        case .wer, .cer: counts.errorRate
        case .mer: counts.matchErrorRate
        case .wil: counts.informationLost
        case .wip: counts.informationPreserved
        }
    }

    func definition(corpus: Bool = false) -> ScorerDefinition {
        ScorerDefinition(
            name: corpus ? "corpus_" + rawValue : rawValue, topic: "error rates",
            summary: summary + (corpus ? " Over all rows pooled." : " The best over the acceptable answers."),
            range: self == .wer || self == .cer ? .nonNegative : .unit, direction: self == .wip ? .higher : .lower,
            requires: [.outputs, .expected],
            source: "jiwer 4.0 with its default transforms; Morris et al. 2004",
            blindTo: "which errors matter; case and punctuation count as errors; meant for transcripts, not for free answers",
            cost: .productOfLengths(seconds: self == .cer ? "1" : "0.1"))
    }

    private var summary: String {
        switch self {
        case .wer: "Word error rate: edits per word of the reference; may exceed 1."
        case .mer: "Match error rate: the share of edits among all alignment steps of words."
        case .wip: "Word information preserved: share of reference words kept times share of answer words that are right."
        case .wil: "Word information lost: 1 - share of reference words kept times share of answer words that are right."
        case .cer: "Character error rate: edits per scalar of the reference; may exceed 1."
        }
    }
}

extension EditCounts {
    fileprivate init(_ numbers: [Double]) {
        let counts = numbers.map { Int($0) }
        self.init(hits: counts[0], substitutions: counts[1], deletions: counts[2], insertions: counts[3])
    }
}
