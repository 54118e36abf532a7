/// The layout of a 64-bit key that holds the n-gram of the highest order beginning at a token, first token on top, and in its lowest
/// bits which sequence it comes from. Tokens are stored plus one; zero stands for "past the end".
struct NGramPacking {
    let orders: Int
    let tokenBits: Int
    let sequenceBits: Int

    /// Nil when the keys would not fit 64 bits.
    init?(vocabulary: Int, sequences: Int, orders: Int) {
        self.orders = orders
        tokenBits = max(1, Int.bitWidth - max(0, vocabulary).leadingZeroBitCount)
        sequenceBits = max(1, Int.bitWidth - max(0, sequences - 1).leadingZeroBitCount)
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

    /// For each bit of a key how many whole tokens lie above it: what two keys share when that is the highest bit they differ in.
    var tokensAbove: [Int] {
        (0..<64).map { bit in bit < sequenceBits ? orders : max(0, orders - 1 - (bit - sequenceBits) / tokenBits) }
    }

    /// The highest order of which the key's n-gram is complete, that is does not run past the end.
    @inline(__always)
    func completeOrders(_ key: UInt64) -> Int {
        let tokens = key >> UInt64(sequenceBits)
        if tokens & ((1 << UInt64(tokenBits)) - 1) != 0 { return orders }
        return orders - tokens.trailingZeroBitCount / tokenBits
    }
}

/// ``clippedMatches(of:in:vocabulary:orders:)`` over sorted keys: neighbours that share n tokens are one n-gram of order n.
func packedMatches(of candidate: [Int32], in references: [[Int32]], _ packing: NGramPacking) -> [Int] {
    var keys: [UInt64] = []
    keys.reserveCapacity(references.reduce(candidate.count) { $0 + $1.count })
    packing.append(candidate, sequence: 0, to: &keys)
    for (offset, reference) in references.enumerated() { packing.append(reference, sequence: offset + 1, to: &keys) }
    guard !keys.isEmpty else { return [Int](repeating: 0, count: packing.orders) }
    radixSort(&keys, skippingBits: packing.sequenceBits, upTo: packing.tokenBits * packing.orders + packing.sequenceBits)
    return references.count == 1 ? pairScan(keys, packing) : groupScan(keys, packing, sequences: references.count + 1)
}

/// One reference: two running totals, remembered where each order's group began.
private func pairScan(_ keys: [UInt64], _ packing: NGramPacking) -> [Int] {
    let orders = packing.orders
    let sequenceMask = (UInt64(1) << UInt64(packing.sequenceBits)) - 1
    let tokensAbove = packing.tokensAbove
    var matches = [Int](repeating: 0, count: orders)
    var starts = [(candidates: Int, references: Int)](repeating: (0, 0), count: orders)
    var (candidates, references) = (0, 0)
    matches.withUnsafeMutableBufferPointer { matches in
        starts.withUnsafeMutableBufferPointer { starts in
            func closeGroups(from shared: Int, _ key: UInt64) {
                let complete = packing.completeOrders(key)
                for order in shared..<orders {
                    if order < complete {
                        matches[order] += min(candidates - starts[order].candidates, references - starts[order].references)
                    }
                    starts[order] = (candidates, references)
                }
            }
            var previous = keys[0]
            for key in keys {
                let difference = (key ^ previous) & ~sequenceMask
                if difference != 0 { closeGroups(from: tokensAbove[63 - difference.leadingZeroBitCount], previous) }
                if key & sequenceMask == 0 { candidates += 1 } else { references += 1 }
                previous = key
            }
            closeGroups(from: 0, previous)
        }
    }
    return matches
}

/// Several references: as ``pairScan(_:_:)`` with a running total for each.
private func groupScan(_ keys: [UInt64], _ packing: NGramPacking, sequences: Int) -> [Int] {
    let orders = packing.orders
    let sequenceMask = (UInt64(1) << UInt64(packing.sequenceBits)) - 1
    let tokensAbove = packing.tokensAbove
    var matches = [Int](repeating: 0, count: orders)
    var starts = [Int](repeating: 0, count: orders * sequences)
    var totals = [Int](repeating: 0, count: sequences)
    func closeGroups(from shared: Int, _ key: UInt64) {
        let complete = packing.completeOrders(key)
        for order in shared..<orders {
            let base = order * sequences
            let candidates = totals[0] - starts[base]
            if candidates > 0, order < complete {
                var most = 0
                for sequence in 1..<sequences { most = max(most, totals[sequence] - starts[base + sequence]) }
                matches[order] += min(candidates, most)
            }
            for sequence in 0..<sequences { starts[base + sequence] = totals[sequence] }
        }
    }
    var previous = keys[0]
    for key in keys {
        let difference = (key ^ previous) & ~sequenceMask
        if difference != 0 { closeGroups(from: tokensAbove[63 - difference.leadingZeroBitCount], previous) }
        totals[Int(key & sequenceMask)] += 1
        previous = key
    }
    closeGroups(from: 0, previous)
    return matches
}
