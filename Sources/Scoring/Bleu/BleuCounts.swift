#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What BLEU needs to know of one text or of a corpus: clipped n-gram matches, n-gram totals and lengths.
///
/// Counts of rows add up to counts of the corpus, whose score is *not* the mean of the rows' scores. Keep the counts of every row to
/// resample them.
public struct BleuCounts: Sendable, Hashable {
    /// Matching n-grams of order 1, 2, ..., each clipped to the reference that has most of it.
    public var matches: [Int]
    /// All n-grams of the hypothesis, by order.
    public var totals: [Int]
    /// Tokens of the hypothesis.
    public var hypothesisLength: Int
    /// Tokens of the reference chosen for the length penalty.
    public var referenceLength: Int

    /// Counts as given; `matches` and `totals` have one element per order.
    public init(matches: [Int], totals: [Int], hypothesisLength: Int, referenceLength: Int) {
        self.matches = matches
        self.totals = totals
        self.hypothesisLength = hypothesisLength
        self.referenceLength = referenceLength
    }

    /// No counts at all, for the given highest order.
    public static func zero(orders: Int = 4) -> BleuCounts {
        let none = [Int](repeating: 0, count: max(0, orders))
        return BleuCounts(matches: none, totals: none, hypothesisLength: 0, referenceLength: 0)
    }

    /// Counts of two parts of a corpus together; orders that only one of them has are kept.
    public static func + (left: BleuCounts, right: BleuCounts) -> BleuCounts {
        func sum(_ one: [Int], _ other: [Int]) -> [Int] {
            (0..<max(one.count, other.count)).map { ($0 < one.count ? one[$0] : 0) + ($0 < other.count ? other[$0] : 0) }
        }
        return BleuCounts(
            matches: sum(left.matches, right.matches), totals: sum(left.totals, right.totals),
            hypothesisLength: left.hypothesisLength + right.hypothesisLength,
            referenceLength: left.referenceLength + right.referenceLength)
    }

    /// 1 when the hypothesis is at least as long as the reference, else exp(1 - reference / hypothesis); 0 without tokens.
    public var brevityPenalty: Double {
        if hypothesisLength >= referenceLength { return 1 }
        return hypothesisLength > 0 ? exp(1 - Double(referenceLength) / Double(hypothesisLength)) : 0
    }

    /// BLEU as sacrebleu 2.6 computes it, from 0 to 100 (Papineni et al. 2002; smoothing after Chen and Cherry 2014).
    ///
    /// - Parameter usesEffectiveOrder: whether orders longer than the text are left out of the mean, as for single sentences;
    ///   without it a text shorter than the highest order scores 0.
    public func score(smoothing: BleuSmoothing = .exponential, usesEffectiveOrder: Bool = false) -> Double {
        let (precisions, reached) = percentages(smoothing)
        guard !precisions.isEmpty, matches.contains(where: { $0 > 0 }) else { return 0 }
        let order = usesEffectiveOrder ? max(1, reached) : precisions.count
        let logarithms = precisions.prefix(order).reduce(0) { $0 + ($1 > 0 ? log($1) : -9_999_999_999) }
        return brevityPenalty * exp(logarithms / Double(order))
    }

    /// The smoothed precision of every order in per cent, 0 for orders the text does not reach and for all orders when nothing
    /// matches.
    public func precisions(smoothing: BleuSmoothing = .exponential) -> [Double] { percentages(smoothing).precisions }

    private func percentages(_ smoothing: BleuSmoothing) -> (precisions: [Double], reached: Int) {
        var precisions = [Double](repeating: 0, count: min(matches.count, totals.count))
        guard matches.contains(where: { $0 > 0 }) else { return (precisions, 0) }
        var doubling = 1.0
        var reached = 0
        for order in precisions.indices {
            var (found, total) = (Double(matches[order]), Double(totals[order]))
            if case .addK(let value) = smoothing, order > 0 {
                found += value
                total += value
            }
            guard total != 0 else { break }
            reached = order + 1
            if found != 0 {
                precisions[order] = 100 * found / total
            } else if smoothing == .exponential {
                doubling *= 2
                precisions[order] = 100 / (doubling * total)
            } else if case .floor(let value) = smoothing {
                precisions[order] = 100 * value / total
            }
        }
        return (precisions, reached)
    }
}

/// What BLEU does about orders without a match.
public enum BleuSmoothing: Sendable, Hashable {
    /// Each order without a match counts as half of the one before: NIST's and sacrebleu's default.
    case exponential
    /// The count is replaced by this value; 0.1 is usual.
    case floor(Double)
    /// This value is added to counts and totals of orders above 1; 1 is usual.
    case addK(Double)
    /// Nothing: one order without a match makes the score 0.
    case none
}
