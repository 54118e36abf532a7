/// Which edition of the SQuAD evaluation decides about answers without words.
public enum SquadVersion: Sendable, Hashable {
    /// No word in common scores 0, also when both answers are empty.
    case v1
    /// Two empty answers score 1, one empty answer 0.
    case v2
}

/// SQuAD's F1 of two answers, from 0 to 1: the harmonic mean of precision and recall over words counted with multiplicity.
public func tokenF1(_ prediction: SquadAnswer, _ reference: SquadAnswer, version: SquadVersion = .v1) -> Double {
    guard prediction.wordCount > 0, reference.wordCount > 0 else {
        return version == .v2 && prediction.wordCount == reference.wordCount ? 1 : 0
    }
    let overlap = Double(sharedWords(prediction.words, reference.words))
    guard overlap > 0 else { return 0 }
    let precision = overlap / Double(prediction.wordCount)
    let recall = overlap / Double(reference.wordCount)
    return 2 * precision * recall / (precision + recall)
}

/// How many words two answers share, counted with multiplicity.
private func sharedWords(_ left: TokenList, _ right: TokenList) -> Int {
    if right.ranges.count <= 16 { return sharedFewWords(left, right) }
    var interner = TokenInterner(expecting: left.ranges.count + right.ranges.count)
    let (given, wanted) = (interner.intern(left), interner.intern(right))
    return sharedTokens(given, wanted, vocabulary: interner.count)
}

/// As ``sharedWords(_:_:)``, each word held against those of a short answer that are not taken yet: no table is worth its making.
private func sharedFewWords(_ left: TokenList, _ right: TokenList) -> Int {
    var taken: UInt64 = 0
    left.bytes.withUnsafeBufferPointer { leftBytes in
        right.bytes.withUnsafeBufferPointer { rightBytes in
            for word in left.ranges {
                for (place, other) in right.ranges.enumerated()
                where taken & (1 << UInt64(place)) == 0 && areEqual(leftBytes, word, rightBytes, other) {
                    taken |= 1 << UInt64(place)
                    break
                }
            }
        }
    }
    return taken.nonzeroBitCount
}

/// The size of the multiset intersection of two sequences of numbers below `vocabulary`.
private func sharedTokens(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Int {
    var counts = [Int32](repeating: 0, count: vocabulary)
    for token in right { counts[Int(token)] += 1 }
    var shared = 0
    for token in left where counts[Int(token)] > 0 {
        counts[Int(token)] -= 1
        shared += 1
    }
    return shared
}

/// SQuAD's verdict on an answer against acceptable ones: exact match (0 or 1) and F1, each the best over the references.
///
/// Version 2 leaves out references that normalise to nothing; when none is left the answer should be empty.
public func squadScores(
    prediction: String, references: [String], version: SquadVersion = .v1
) -> (exactMatch: Bool, f1: Double) {
    let answer = SquadAnswer(prediction)
    var wanted = references.map { SquadAnswer($0) }
    if version == .v2 {
        wanted.removeAll { $0.wordCount == 0 }
        if wanted.isEmpty { wanted = [SquadAnswer("")] }
    }
    return (wanted.contains(answer), wanted.map { tokenF1(answer, $0, version: version) }.max() ?? 0)
}
