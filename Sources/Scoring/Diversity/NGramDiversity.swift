#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Counts of the n-grams of one text or of several texts together; n-grams do not reach from one text into the next.
public struct NGramDiversity: Sendable, Hashable {
    /// All n-grams.
    public let total: Int
    /// Different n-grams.
    public let distinct: Int
    /// Shannon's entropy of the n-grams in bits; 0 without n-grams.
    public let entropy: Double

    /// Counts the n-grams of words, words being what white space separates. O(words · order).
    public init(_ texts: [String], order: Int) {
        var interner = TokenInterner()
        let words = texts.map { interner.intern(.words(Array($0.utf8))) }
        self.init(words: words, order: order)
    }

    init(words: [[Int32]], order: Int) {
        var counts: [Int32] = []
        for numbers in numberedNGrams(words, order: max(1, order)) {
            for number in numbers {
                if Int(number) >= counts.count { counts.append(contentsOf: repeatElement(0, count: Int(number) + 1 - counts.count)) }
                counts[Int(number)] += 1
            }
        }
        let total = counts.reduce(0) { $0 + Int($1) }
        self.total = total
        distinct = counts.count { $0 > 0 }
        entropy = counts.filter { $0 > 0 }.reduce(0.0) { sum, count in
            let share = Double(count) / Double(total)
            return sum - share * log2(share)
        }
    }

    /// distinct-n (Li et al. 2016): different n-grams per n-gram, from 0 to 1; 0 without n-grams.
    public var distinctShare: Double { total == 0 ? 0 : Double(distinct) / Double(total) }

    /// seq-rep-n (Welleck et al. 2020): the share of n-grams that repeat an earlier one, from 0 to 1; 0 without n-grams.
    public var repeatedShare: Double { total == 0 ? 0 : 1 - distinctShare }
}

/// The share of words that occur among the `window` words before them (Welleck et al. 2020), from 0 to 1; 0 without words.
/// O(words).
public func recentRepetition(_ text: String, window: Int = 128) -> Double {
    var interner = TokenInterner()
    let words = interner.intern(.words(Array(text.utf8)))
    guard !words.isEmpty else { return 0 }
    var lastPlace = [Int](repeating: -1, count: interner.count)
    var repeated = 0
    for (place, word) in words.enumerated() {
        let last = lastPlace[Int(word)]
        if last >= 0, place - last <= window { repeated += 1 }
        lastPlace[Int(word)] = place
    }
    return Double(repeated) / Double(words.count)
}
