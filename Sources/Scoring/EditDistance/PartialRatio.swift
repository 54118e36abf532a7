/// The best indel similarity of the shorter sequence with any window of the longer one that has its length or, at the ends, less.
///
/// Of two sequences of the same length the windows are the beginnings and the ends of both, O(|a|·|b| / 64) time. Else all windows come
/// out of one pass, O(|a|·|b|) time with small steps; see ``windowOrigins(of:in:vocabulary:)``. O(|a| + |b|) memory.
func partialSimilarity(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Double {
    if left.isEmpty || right.isEmpty { return left.isEmpty && right.isEmpty ? 1 : 0 }
    if left == right { return 1 }
    if left.count == right.count { return endSimilarity(left, right, vocabulary: vocabulary) }
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    return windowSimilarity(short, long, vocabulary: vocabulary)
}

/// The best indel similarity of either sequence with a beginning or an end of the other.
private func endSimilarity(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Double {
    let beginnings = SubsequencesOfBeginnings(left, right, vocabulary: vocabulary)
    let ends = SubsequencesOfBeginnings(left.reversed(), right.reversed(), vocabulary: vocabulary)
    return [beginnings.pattern, beginnings.text, ends.pattern, ends.text].reduce(0) { best, lengths in
        lengths.enumerated().dropFirst().reduce(best) { max($0, similarity($1.element, left.count, $1.offset)) }
    }
}

private func windowSimilarity(_ short: [Int32], _ long: [Int32], vocabulary: Int) -> Double {
    let origins = windowOrigins(of: short, in: long, vocabulary: vocabulary)
    var best = 0.0
    var common = 0
    for length in 1..<short.count {
        if origins[length - 1] == 0 { common += 1 }
        best = max(best, similarity(common, short.count, length))
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
        let length = min(short.count, long.count - start)
        best = max(best, similarity(length == short.count ? inFull : inSuffix, short.count, length))
    }
    return best
}

/// The indel similarity of sequences of the given lengths that have so many tokens in common.
private func similarity(_ common: Int, _ length: Int, _ other: Int) -> Double {
    1 - Double(length + other - 2 * common) / Double(length + other)
}
