/// Edit distances and similarities of two texts, over Unicode scalars as rapidfuzz counts them: no normalisation, no lower-casing.
///
/// Both texts are numbered once, then every measure works on the numbers.
public struct TextDistance: Sendable {
    let left: [Int32]
    let right: [Int32]
    let vocabulary: Int

    /// Prepares two texts. O(length).
    public init(_ left: String, _ right: String) {
        self.init(Array(left.utf8), Array(right.utf8))
    }

    init(_ left: [UInt8], _ right: [UInt8]) {
        var interner = ScalarInterner()
        self.left = interner.intern(left)
        self.right = interner.intern(right)
        vocabulary = interner.count
    }

    /// Insertions, deletions and substitutions, each 1. O(|a|·|b| / 64).
    public var levenshtein: Int { editDistance(left, right, vocabulary: vocabulary, LevenshteinColumn.self) }

    /// 1 - ``levenshtein`` / longer length, from 0 to 1; 1 when both are empty.
    public var levenshteinSimilarity: Double { similarity(levenshtein, of: max(left.count, right.count)) }

    /// The length of the longest common subsequence. O(|a|·|b| / 64).
    public var commonSubsequence: Int { longestCommonSubsequence(left, right, vocabulary: vocabulary) }

    /// Insertions and deletions only: |a| + |b| - 2 · ``commonSubsequence``.
    public var indel: Int { left.count + right.count - 2 * commonSubsequence }

    /// 1 - ``indel`` / (|a| + |b|), from 0 to 1; 1 when both are empty. Times 100 it is rapidfuzz's `ratio`.
    public var indelSimilarity: Double { similarity(indel, of: left.count + right.count) }

    /// As ``levenshtein`` with swaps of neighbours at 1, nothing being edited twice. O(|a|·|b| / 64).
    public var optimalStringAlignment: Int { editDistance(left, right, vocabulary: vocabulary, AlignmentColumn.self) }

    /// As ``levenshtein`` with swaps of neighbours at 1, without restriction. O(|a|·|b| / 64).
    public var damerauLevenshtein: Int { editDistance(left, right, vocabulary: vocabulary, DamerauColumn.self) }

    /// Places that differ, the shorter text being padded with something that matches nothing.
    public var hamming: Int {
        zip(left, right).count { $0 != $1 } + abs(left.count - right.count)
    }

    /// Jaro's similarity, from 0 to 1. O(|a| + |b|).
    public var jaro: Double { jaroSimilarity(left, right, vocabulary: vocabulary) }

    /// Jaro's similarity raised for a common beginning (Winkler 1990): weight 0.1, up to 4 scalars, only above 0.7.
    public var jaroWinkler: Double { jaroWinklerSimilarity(left, right, vocabulary: vocabulary) }

    private func similarity(_ distance: Int, of maximum: Int) -> Double {
        maximum == 0 ? 1 : 1 - Double(distance) / Double(maximum)
    }
}
