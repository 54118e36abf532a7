/// Jaro's similarity of two sequences of numbers below `vocabulary`, from 0 to 1; 1 when both are empty.
///
/// Tokens match within a window of half the longer length less one; each takes the first free partner. O(|a| + |b|).
func jaroSimilarity(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Double {
    if left.isEmpty && right.isEmpty { return 1 }
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    let (leftMatches, rightMatches) = jaroMatches(left, right, vocabulary: vocabulary)
    guard !leftMatches.isEmpty else { return 0 }
    var outOfOrder = 0
    for (one, other) in zip(leftMatches, rightMatches.sorted()) where left[one] != right[other] { outOfOrder += 1 }
    let matches = Double(leftMatches.count)
    let transpositions = Double(outOfOrder / 2)
    return (matches / Double(left.count) + matches / Double(right.count) + (matches - transpositions) / matches) / 3
}

/// Jaro's similarity raised for a common beginning of up to four tokens: J + 0.1 · prefix · (1 - J) where J exceeds 0.7.
func jaroWinklerSimilarity(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Double {
    let similarity = jaroSimilarity(left, right, vocabulary: vocabulary)
    guard similarity > 0.7 else { return similarity }
    let prefix = zip(left, right).prefix(4).prefix { $0 == $1 }.count
    return similarity + 0.1 * Double(prefix) * (1 - similarity)
}

/// The places that match, in the order of `left`. The window only moves right and each match takes the leftmost free place, so a
/// queue of places per token that is read once suffices.
private func jaroMatches(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> (left: [Int], right: [Int]) {
    let window = max(0, max(left.count, right.count) / 2 - 1)
    var starts = [Int](repeating: 0, count: vocabulary + 1)
    for token in right { starts[Int(token) + 1] += 1 }
    for token in 0..<vocabulary { starts[token + 1] += starts[token] }
    var next = starts
    var places = [Int](repeating: 0, count: right.count)
    for (place, token) in right.enumerated() {
        places[next[Int(token)]] = place
        next[Int(token)] += 1
    }
    next = starts
    var matches: (left: [Int], right: [Int]) = ([], [])
    for (place, token) in left.enumerated() {
        let token = Int(token)
        while next[token] < starts[token + 1], places[next[token]] < place - window { next[token] += 1 }
        guard next[token] < starts[token + 1], places[next[token]] <= place + window else { continue }
        matches.left.append(place)
        matches.right.append(places[next[token]])
        next[token] += 1
    }
    return matches
}
