/// The places of `reference` that belong to one longest common subsequence with `candidate`, namely the one that `rouge_score`
/// finds: traced back from both ends, going left in the candidate only where that alone keeps the length.
///
/// O(|reference|·|candidate| / 64) time. Memory is one word per candidate token plus one bit per 64 cells: the table's bits are
/// recomputed block by block from the carries instead of being kept.
func subsequencePositions(of reference: [Int32], in candidate: [Int32], masks: inout BlockMasks, found: (Int) -> Void) {
    guard !reference.isEmpty, !candidate.isEmpty else { return }
    let blocks = (reference.count + 63) / 64
    var carries: [ColumnBits] = [ColumnBits(columns: candidate.count)]
    for block in 0..<(blocks - 1) {
        var next = carries[block]
        _ = masks.load(reference, block: block)
        var row = UInt64.max
        for (column, token) in candidate.enumerated() {
            next[column] = advanceSubsequenceRow(&row, masks.words[Int(token)], carry: carries[block][column])
        }
        carries.append(next)
    }
    var columns = candidate.count
    var rows = [UInt64](repeating: 0, count: candidate.count)
    for block in (0..<blocks).reversed() where columns > 0 {
        let width = masks.load(reference, block: block)
        var row = UInt64.max
        for column in 0..<columns {
            _ = advanceSubsequenceRow(&row, masks.words[Int(candidate[column])], carry: carries[block][column])
            rows[column] = row
        }
        var place = width
        while place > 0, columns > 0 {
            if reference[block * 64 + place - 1] == candidate[columns - 1] {
                found(block * 64 + place - 1)
                place -= 1
                columns -= 1
            } else if rows[columns - 1] >> UInt64(place - 1) & 1 == 0 {
                columns -= 1
            } else {
                place -= 1
            }
        }
    }
}
