/// For one block of 64 places of a pattern: where in it each token occurs, as bits.
///
/// Blocks are loaded one after another, so memory is one word per different token however long the pattern is.
struct BlockMasks {
    /// One word per token number: bit i is set when the token stands at place i of the loaded block.
    private(set) var words: [UInt64]
    private var loaded: ArraySlice<Int32> = []

    init(vocabulary: Int) { words = [UInt64](repeating: 0, count: vocabulary) }

    /// Loads the given block of the pattern and returns how many places it has.
    mutating func load(_ pattern: [Int32], block: Int) -> Int {
        for token in loaded { words[Int(token)] = 0 }
        loaded = pattern[(block * 64)..<min(pattern.count, block * 64 + 64)]
        for (place, token) in loaded.enumerated() { words[Int(token)] |= 1 << UInt64(place) }
        return loaded.count
    }
}

/// One bit for each column of a table, carried from one block of rows to the next.
struct ColumnBits {
    private var words: [UInt64]

    init(columns: Int, all value: Bool = false) {
        words = [UInt64](repeating: value ? .max : 0, count: (columns + 63) / 64)
    }

    /// The bit of a column, as 0 or 1.
    subscript(column: Int) -> UInt64 {
        @inline(__always) get { words[column >> 6] >> UInt64(column & 63) & 1 }
        @inline(__always) set {
            let place = UInt64(column & 63)
            words[column >> 6] = words[column >> 6] & ~(1 << place) | newValue << place
        }
    }
}

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
