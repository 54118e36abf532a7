/// How a hypothesis was aligned to a reference: matches and edits, at the least number of edits.
///
/// Sums of counts give corpus values: add the counts of all rows, then ask for the rates.
public struct EditCounts: Sendable, Hashable {
    /// Tokens of the reference found in the hypothesis.
    public var hits: Int
    /// Tokens replaced by another.
    public var substitutions: Int
    /// Tokens of the reference missing in the hypothesis.
    public var deletions: Int
    /// Tokens of the hypothesis that the reference lacks.
    public var insertions: Int

    /// Counts as given; none by default.
    public init(hits: Int = 0, substitutions: Int = 0, deletions: Int = 0, insertions: Int = 0) {
        (self.hits, self.substitutions, self.deletions, self.insertions) = (hits, substitutions, deletions, insertions)
    }

    /// Counts of two alignments together.
    public static func + (left: EditCounts, right: EditCounts) -> EditCounts {
        EditCounts(
            hits: left.hits + right.hits, substitutions: left.substitutions + right.substitutions,
            deletions: left.deletions + right.deletions, insertions: left.insertions + right.insertions)
    }

    /// Substitutions, deletions and insertions.
    public var edits: Int { substitutions + deletions + insertions }
    /// Tokens of the reference.
    public var referenceLength: Int { hits + substitutions + deletions }
    /// Tokens of the hypothesis.
    public var hypothesisLength: Int { hits + substitutions + insertions }

    /// Edits per reference token: WER over words, CER over scalars. From 0 up, may exceed 1. With an empty reference it is the
    /// number of insertions, as in jiwer 4.
    public var errorRate: Double {
        referenceLength == 0 ? Double(insertions) : Double(edits) / Double(referenceLength)
    }

    /// MER: the share of edits among all alignment steps, from 0 to 1 (Morris et al. 2004).
    public var matchErrorRate: Double {
        hits + edits == 0 ? 0 : Double(edits) / Double(hits + edits)
    }

    /// WIP: the share of information kept, hits per reference token times hits per hypothesis token; 1 when both are empty.
    public var informationPreserved: Double {
        if referenceLength == 0 { return hypothesisLength == 0 ? 1 : 0 }
        guard hypothesisLength > 0 else { return 0 }
        return Double(hits) / Double(referenceLength) * (Double(hits) / Double(hypothesisLength))
    }

    /// WIL: the share of information lost, 1 minus ``informationPreserved``.
    public var informationLost: Double { 1 - informationPreserved }
}
