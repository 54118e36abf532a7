/// The name nearest to a misspelt one, for "did you mean"; nil when none is near.
///
/// Near means at most a third of the letters differ (insertions, deletions, substitutions and swaps of neighbours), or one name
/// begins with the other. O(sum of lengths times the length of `name`).
public func closestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        let bytes = Array(candidate.lowercased().utf8)
        let distance = editDistance(wanted, bytes)
        let isNear = distance <= max(1, max(wanted.count, bytes.count) / 3) || (wanted.count >= 3 && bytes.starts(with: wanted))
        if isNear, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
}

/// Optimal string alignment distance over bytes.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var twoBack: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
        var current = [i + 1]
        for j in right.indices {
            var cost = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, twoBack[j - 1] + 1) }
            current.append(cost)
        }
        (twoBack, previous) = (previous, current)
    }
    return previous[right.count]
}
