/// How many n-grams of a candidate occur in references, for every order from 1 to `orders`: each n-gram counts at most as often as
/// in the reference that has most of it.
///
/// Tokens are numbers below `vocabulary`. O(tokens · orders): all n-grams are packed into 64-bit keys and sorted once for all
/// orders; vocabularies too large for that go through a table per order.
func clippedMatches(of candidate: [Int32], in references: [[Int32]], vocabulary: Int, orders: Int) -> [Int] {
    guard orders > 0, !candidate.isEmpty, !references.isEmpty else { return [Int](repeating: 0, count: max(0, orders)) }
    if orders == 1, references.count == 1, vocabulary <= 2 * (candidate.count + references[0].count) {
        return [countedMatches(of: candidate, in: references[0], vocabulary: vocabulary)]
    }
    if let packing = NGramPacking(vocabulary: vocabulary, sequences: references.count + 1, orders: orders) {
        return packedMatches(of: candidate, in: references, packing)
    }
    return tabulatedMatches(of: candidate, in: references, orders: orders)
}

/// How many n-grams a sequence of the given length has.
func nGramCount(_ length: Int, order: Int) -> Int { max(0, length - order + 1) }

/// Single tokens against one reference need no order, only a count for each token of a small vocabulary.
private func countedMatches(of candidate: [Int32], in reference: [Int32], vocabulary: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: vocabulary) { left in
        left.initialize(repeating: 0)
        for token in reference { left[Int(token)] &+= 1 }
        var matches = 0
        for token in candidate where left[Int(token)] > 0 {
            left[Int(token)] &-= 1
            matches += 1
        }
        return matches
    }
}

/// The slow way, for vocabularies or orders that do not fit a 64-bit key: n-grams are numbered from their prefix and last token.
private func tabulatedMatches(of candidate: [Int32], in references: [[Int32]], orders: Int) -> [Int] {
    var numbered = [candidate] + references
    var matches: [Int] = []
    for order in 1...orders {
        if order > 1 { numbered = extendedNGrams(numbered, from: [candidate] + references, order: order) }
        matches.append(clippedUnigramMatches(of: numbered[0], in: numbered[1...]))
    }
    return matches
}

private func clippedUnigramMatches(of candidate: [Int32], in references: ArraySlice<[Int32]>) -> Int {
    var wanted: [Int32: Int] = [:]
    for reference in references {
        var counts: [Int32: Int] = [:]
        for number in reference { counts[number, default: 0] += 1 }
        wanted.merge(counts, uniquingKeysWith: max)
    }
    var matches = 0
    for number in candidate {
        guard let left = wanted[number], left > 0 else { continue }
        wanted[number] = left - 1
        matches += 1
    }
    return matches
}
