/// What chrF needs to know of one text or of a corpus: n-gram counts by order, characters first, then words.
///
/// Counts of rows add up to counts of the corpus, whose score is *not* the mean of the rows' scores.
public struct ChrFCounts: Sendable, Hashable {
    /// n-grams of the hypothesis; 0 for orders of which the reference has none.
    public private(set) var hypothesis: [Int]
    /// n-grams of the reference.
    public private(set) var reference: [Int]
    /// n-grams in both, counted with multiplicity.
    public private(set) var matches: [Int]

    /// No counts at all, for the given number of orders.
    public static func zero(orders: Int) -> ChrFCounts {
        let none = [Int](repeating: 0, count: max(0, orders))
        return ChrFCounts(hypothesis: none, reference: none, matches: none)
    }

    /// Counts as written down in one list: of the hypothesis, of the reference, of matches, each by order.
    init(_ numbers: [Double], orders: Int) {
        let counts = numbers.map { Int($0) }
        hypothesis = Array(counts[0..<orders])
        reference = Array(counts[orders..<(2 * orders)])
        matches = Array(counts[(2 * orders)..<(3 * orders)])
    }

    private init(hypothesis: [Int], reference: [Int], matches: [Int]) {
        (self.hypothesis, self.reference, self.matches) = (hypothesis, reference, matches)
    }

    /// Counts of two parts of a corpus together.
    public static func + (left: ChrFCounts, right: ChrFCounts) -> ChrFCounts {
        ChrFCounts(
            hypothesis: zip(left.hypothesis, right.hypothesis).map(+), reference: zip(left.reference, right.reference).map(+),
            matches: zip(left.matches, right.matches).map(+))
    }

    /// Appends the orders 1 to `orders` of one kind of token.
    mutating func append(_ given: [Int32], _ wanted: [Int32], vocabulary: Int, orders: Int) {
        guard orders > 0 else { return }
        matches += clippedMatches(of: given, in: [wanted], vocabulary: vocabulary, orders: orders)
        for order in 1...orders {
            let count = nGramCount(wanted.count, order: order)
            reference.append(count)
            hypothesis.append(count > 0 ? nGramCount(given.count, order: order) : 0)
        }
    }
}
