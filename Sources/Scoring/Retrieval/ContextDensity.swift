/// How much of a context is information rather than repetition or padding.
public struct ContextDensity: Sendable, Hashable {
    /// Share of the context's terms that begin a run of three terms not met before in any chunk; 1 when nothing is said twice.
    public let novelty: Double
    /// Share of the context's terms that also occur in the expected answer; nil without one.
    public let answerShare: Double?
    /// Share of the expected answer's distinct terms that the context holds; nil without one.
    public let answerCoverage: Double?

    /// Measures the chunks of a context, optionally against the acceptable answers. Throws when the context holds no term. O(n).
    public init(chunks: [String], answers: [String]? = nil) throws(ScoringError) {
        var vocabulary = ByteStringTable()
        let wanted = answers.map { Set($0.flatMap { termNumbers(of: $0, &vocabulary) }) }
        var seen: Set<[Int32]> = []
        var (total, novel, shared) = (0, 0, 0)
        var covered: Set<Int32> = []
        for chunk in chunks {
            let terms = termNumbers(of: chunk, &vocabulary)
            total += terms.count
            for start in terms.indices {
                if seen.insert(Array(terms[start..<min(start + 3, terms.count)])).inserted { novel += 1 }
                if wanted?.contains(terms[start]) == true {
                    shared += 1
                    covered.insert(terms[start])
                }
            }
        }
        guard total > 0 else { throw .undefined(reason: "the context holds no words") }
        novelty = Double(novel) / Double(total)
        answerShare = wanted.map { _ in Double(shared) / Double(total) }
        answerCoverage = wanted.flatMap { $0.isEmpty ? nil : Double(covered.count) / Double($0.count) }
    }
}

private func termNumbers(of text: String, _ vocabulary: inout ByteStringTable) -> [Int32] {
    var numbers: [Int32] = []
    forEachTerm(of: text) { term in
        numbers.append(vocabulary.value(of: term, inserting: Int32(truncatingIfNeeded: vocabulary.count)) ?? -1)
    }
    return numbers
}

extension ScorerEntry {
    /// Information density of the context.
    static let contextDensity: [ScorerEntry] = [
        ScorerEntry(
            ScorerDefinition(
                name: "context_novelty", topic: "retrieval",
                summary: "Share of the context's words that begin a three-word run not met before in it: 1 when no chunk repeats another.",
                requires: [.context], source: "Touchstone; novelty of word 3-grams as in redundancy measures of multi-document summaries",
                blindTo: "Paraphrase, and whether what is new has anything to do with the question.")
        ) { sample in Score(try ContextDensity(chunks: try sample.texts(.context)).novelty) },
        ScorerEntry(
            ScorerDefinition(
                name: "context_answer_density", topic: "retrieval",
                summary:
                    "Share of the context's words that occur in the expected answer, and share of the answer's words that the context holds.",
                outputs: ["context_answer_density", "context_answer_coverage"], requires: [.context, .expected],
                source: "Touchstone; unigram precision and recall of context against answer",
                blindTo: "Meaning: frequent words such as articles count as well, synonyms do not.")
        ) { sample -> [Score] in
            let density = try ContextDensity(chunks: try sample.texts(.context), answers: try sample.references())
            guard let share = density.answerShare, let coverage = density.answerCoverage else {
                throw ScoringError.undefined(reason: "the expected answer holds no words")
            }
            return [Score(share), Score(coverage)]
        },
    ]
}
