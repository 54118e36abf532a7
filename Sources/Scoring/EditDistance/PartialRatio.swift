/// The best indel similarity of the shorter sequence with any window of the longer one that has its length or, at the ends, less.
///
/// All windows come out of one pass: the semi-local form of the longest common subsequence (Tiskin 2008, arXiv:0707.3619; Alves,
/// Cáceres and Song 2008). O(|a|·|b|) time, O(|b|) memory.
func partialSimilarity(_ left: [Int32], _ right: [Int32]) -> Double {
    if left.isEmpty || right.isEmpty { return left.isEmpty && right.isEmpty ? 1 : 0 }
    let best = windowSimilarity(short: left.count <= right.count ? left : right, long: left.count <= right.count ? right : left)
    guard left.count == right.count, best < 1 else { return best }
    return max(best, windowSimilarity(short: right, long: left))
}

private func windowSimilarity(short: [Int32], long: [Int32]) -> Double {
    let origins = windowOrigins(short, long)
    var best = 0.0
    func consider(_ common: Int, _ length: Int) {
        best = max(best, 1 - Double(short.count + length - 2 * common) / Double(short.count + length))
    }
    var common = 0
    for length in 1...short.count {
        if origins[length - 1] == 0 { common += 1 }
        if length < short.count { consider(common, length) }
    }
    var full = [Int](repeating: 0, count: long.count + 1)
    var suffix = full
    for (place, origin) in origins.enumerated() where Int(origin) <= place {
        let first = max(Int(origin), place - short.count + 1)
        full[first] += 1
        full[place + 1] -= 1
        suffix[Int(origin)] += 1
        suffix[place + 1] -= 1
    }
    var (inFull, inSuffix) = (0, 0)
    for start in long.indices {
        inFull += full[start]
        inSuffix += suffix[start]
        if start <= long.count - short.count { consider(inFull, short.count) } else { consider(inSuffix, long.count - start) }
    }
    return best
}

/// For each place of `long` the smallest window start from which it adds to the common subsequence: that of `short` and `long[l..<r]`
/// has as many tokens as there are places p in l..<r whose origin is at most l. An origin past the place itself means "never".
private func windowOrigins(_ short: [Int32], _ long: [Int32]) -> [Int32] {
    var origins = (1...Int32(truncatingIfNeeded: long.count)).map(\.self)
    origins.withUnsafeMutableBufferPointer { origins in
        long.withUnsafeBufferPointer { long in
            for token in short {
                var travelling: Int32 = 0
                for place in 0..<long.count {
                    let origin = origins[place]
                    let swaps = long[place] == token || origin < travelling
                    origins[place] = swaps ? travelling : origin
                    travelling = swaps ? origin : travelling
                }
            }
        }
    }
    return Array(origins)
}
