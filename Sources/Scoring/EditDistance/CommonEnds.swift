/// How many tokens two sequences share at their beginning and, in what is left, at their end.
func commonEnds(_ left: [Int32], _ right: [Int32]) -> (prefix: Int, suffix: Int) {
    let shorter = min(left.count, right.count)
    var prefix = 0
    while prefix < shorter, left[prefix] == right[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, left[left.count - 1 - suffix] == right[right.count - 1 - suffix] { suffix += 1 }
    return (prefix, suffix)
}

/// Two sequences without what they share at their beginning and end.
func withoutCommonEnds(_ left: [Int32], _ right: [Int32]) -> (left: [Int32], right: [Int32], shared: Int) {
    let (prefix, suffix) = commonEnds(left, right)
    guard prefix + suffix > 0 else { return (left, right, 0) }
    return (Array(left[prefix..<(left.count - suffix)]), Array(right[prefix..<(right.count - suffix)]), prefix + suffix)
}
