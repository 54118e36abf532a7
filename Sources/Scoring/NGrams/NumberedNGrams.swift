/// The n-grams of several sequences as numbers: equal n-grams get equal numbers across all sequences. O(tokens · order).
func numberedNGrams(_ sequences: [[Int32]], order: Int) -> [[Int32]] {
    var numbered = sequences
    guard order > 1 else { return numbered }
    for current in 2...order { numbered = extendedNGrams(numbered, from: sequences, order: current) }
    return numbered
}

/// The numbers of the n-grams of the given order, from those of the order below.
func extendedNGrams(_ prefixes: [[Int32]], from sequences: [[Int32]], order: Int) -> [[Int32]] {
    var interner = NumberInterner(expecting: sequences.reduce(0) { $0 + $1.count })
    return zip(prefixes, sequences).map { prefix, tokens in
        let count = nGramCount(tokens.count, order: order)
        var numbers: [Int32] = []
        numbers.reserveCapacity(count)
        for start in 0..<count {
            let key = UInt64(UInt32(bitPattern: prefix[start])) << 32 | UInt64(UInt32(bitPattern: tokens[start + order - 1]))
            numbers.append(interner.intern(key))
        }
        return numbers
    }
}
