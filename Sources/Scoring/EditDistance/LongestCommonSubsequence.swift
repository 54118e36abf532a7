/// The length of the longest common subsequence of two sequences of numbers below `vocabulary`.
///
/// Bit-parallel after Crochemore, Iliopoulos, Pinzon and Reid (2001) and Hyyrö (2004): O(|a|·|b| / 64) time, O(|a| + |b|) memory.
func longestCommonSubsequence(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Int {
    let (left, right, shared) = withoutCommonEnds(left, right)
    guard !left.isEmpty, !right.isEmpty else { return shared }
    let (pattern, text) = left.count <= right.count ? (left, right) : (right, left)
    var masks = BlockMasks(vocabulary: vocabulary)
    guard pattern.count > 64 else {
        let width = masks.load(pattern, block: 0)
        var row = UInt64.max
        for token in text {
            let matching = row & masks.words[Int(token)]
            row = (row &+ matching) | (row &- matching)
        }
        return shared + matches(in: row, width)
    }
    var carries = ColumnBits(columns: text.count)
    var length = shared
    for block in 0..<((pattern.count + 63) / 64) {
        let width = masks.load(pattern, block: block)
        var row = UInt64.max
        for (column, token) in text.enumerated() {
            carries[column] = advanceSubsequenceRow(&row, masks.words[Int(token)], carry: carries[column])
        }
        length += matches(in: row, width)
    }
    return length
}

/// One column of one block: `row` has a zero wherever the length grows from one pattern place to the next. Returns the carry out.
@inline(__always)
func advanceSubsequenceRow(_ row: inout UInt64, _ mask: UInt64, carry: UInt64) -> UInt64 {
    let matching = row & mask
    let (sum, overflowed) = row.addingReportingOverflow(matching)
    let (carried, overflowedAgain) = sum.addingReportingOverflow(carry)
    row = carried | (row & ~mask)
    return overflowed || overflowedAgain ? 1 : 0
}

@inline(__always)
private func matches(in row: UInt64, _ width: Int) -> Int {
    (~row & (UInt64.max >> UInt64(64 - width))).nonzeroBitCount
}
