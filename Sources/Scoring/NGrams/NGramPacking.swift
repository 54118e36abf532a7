/// The layout of a 64-bit key that holds the n-gram of the highest order beginning at a token, first token on top, and in its lowest
/// bits which sequence it comes from. Tokens are stored plus one; zero stands for "past the end".
struct NGramPacking {
    let orders: Int
    let tokenBits: Int
    let sequenceBits: Int
    /// 65536 / tokenBits rounded up: products with numbers below 64, shifted back, are exact quotients.
    private let reciprocal: Int

    /// Nil when the keys would not fit 64 bits.
    init?(vocabulary: Int, sequences: Int, orders: Int) {
        self.orders = orders
        tokenBits = max(1, Int.bitWidth - max(0, vocabulary).leadingZeroBitCount)
        sequenceBits = max(1, Int.bitWidth - max(0, sequences - 1).leadingZeroBitCount)
        reciprocal = 65_536 / tokenBits + 1
        guard tokenBits <= 32, orders <= 64, tokenBits * orders + sequenceBits <= 64 else { return nil }
    }

    /// Appends the keys of one sequence.
    func append(_ tokens: [Int32], sequence: Int, to keys: inout [UInt64]) {
        let top = UInt64(tokenBits * (orders - 1) + sequenceBits)
        let keep = ~UInt64(0) << UInt64(sequenceBits)
        var window: UInt64 = 0
        for token in tokens.reversed() {
            window = (window >> UInt64(tokenBits)) & keep | UInt64(UInt32(bitPattern: token) &+ 1) << top
            keys.append(window | UInt64(sequence))
        }
    }

    /// How many leading tokens two keys share.
    @inline(__always)
    func sharedTokens(_ left: UInt64, _ right: UInt64) -> Int {
        let difference = (left ^ right) >> UInt64(sequenceBits)
        guard difference != 0 else { return orders }
        return orders &- 1 &- ((63 &- difference.leadingZeroBitCount) &* reciprocal) &>> 16
    }

    /// Whether the key's n-gram of the given order is complete, that is does not run past the end.
    @inline(__always)
    func isComplete(_ key: UInt64, order: Int) -> Bool {
        let shifted = key &>> UInt64(truncatingIfNeeded: tokenBits &* (orders &- order) &+ sequenceBits)
        return shifted & ((1 &<< UInt64(truncatingIfNeeded: tokenBits)) &- 1) != 0
    }
}

/// ``clippedMatches(of:in:vocabulary:orders:)`` over sorted keys: neighbours that share n tokens are one n-gram of order n.
func packedMatches(of candidate: [Int32], in references: [[Int32]], _ packing: NGramPacking) -> [Int] {
    var keys: [UInt64] = []
    keys.reserveCapacity(references.reduce(candidate.count) { $0 + $1.count })
    packing.append(candidate, sequence: 0, to: &keys)
    for (offset, reference) in references.enumerated() { packing.append(reference, sequence: offset + 1, to: &keys) }
    radixSort(&keys, skippingBits: packing.sequenceBits, upTo: packing.tokenBits * packing.orders + packing.sequenceBits)
    return references.count == 1 ? pairScan(keys, packing) : groupScan(keys, packing, sequences: references.count + 1)
}

/// One reference: two running totals, remembered where each order's group began.
private func pairScan(_ keys: [UInt64], _ packing: NGramPacking) -> [Int] {
    [Int](unsafeUninitializedCapacity: packing.orders) { matches, count in
        count = packing.orders
        matches.initialize(repeating: 0)
        withUnsafeTemporaryAllocation(of: PairTotals.self, capacity: packing.orders) { starts in
            starts.initialize(repeating: PairTotals())
            keys.withUnsafeBufferPointer { countPairs($0, packing, matches, starts) }
        }
    }
}

/// How many keys have been seen of either side.
private struct PairTotals {
    var candidate = 0
    var reference = 0
}

private func countPairs(
    _ keys: UnsafeBufferPointer<UInt64>, _ packing: NGramPacking, _ matches: UnsafeMutableBufferPointer<Int>,
    _ starts: UnsafeMutableBufferPointer<PairTotals>
) {
    let sequenceMask = (UInt64(1) << UInt64(packing.sequenceBits)) - 1
    var seen = PairTotals()
    for position in keys.indices {
        let key = keys[position]
        if key & sequenceMask == 0 { seen.candidate &+= 1 } else { seen.reference &+= 1 }
        var order = position + 1 < keys.count ? packing.sharedTokens(key, keys[position + 1]) : 0
        while order < packing.orders {
            let shared = min(seen.candidate &- starts[order].candidate, seen.reference &- starts[order].reference)
            if shared > 0, packing.isComplete(key, order: order &+ 1) { matches[order] &+= shared }
            starts[order] = seen
            order &+= 1
        }
    }
}

/// Several references: as ``pairScan(_:_:)`` with a running total for each.
private func groupScan(_ keys: [UInt64], _ packing: NGramPacking, sequences: Int) -> [Int] {
    let orders = packing.orders
    let sequenceMask = (UInt64(1) << UInt64(packing.sequenceBits)) - 1
    var matches = [Int](repeating: 0, count: orders)
    var starts = [Int](repeating: 0, count: orders * sequences)
    var totals = [Int](repeating: 0, count: sequences)
    for (position, key) in keys.enumerated() {
        if position > 0 { closeGroups(from: packing.sharedTokens(keys[position - 1], key), keys[position - 1]) }
        totals[Int(key & sequenceMask)] += 1
    }
    if let last = keys.last { closeGroups(from: 0, last) }
    return matches

    func closeGroups(from shared: Int, _ key: UInt64) {
        for order in shared..<orders {
            let base = order * sequences
            let candidates = totals[0] - starts[base]
            if candidates > 0, packing.isComplete(key, order: order + 1) {
                var most = 0
                for sequence in 1..<sequences { most = max(most, totals[sequence] - starts[base + sequence]) }
                matches[order] += min(candidates, most)
            }
            for sequence in 0..<sequences { starts[base + sequence] = totals[sequence] }
        }
    }
}
