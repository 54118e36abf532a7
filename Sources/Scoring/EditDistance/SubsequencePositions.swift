/// The places of `reference` that belong to one longest common subsequence with `candidate`, namely the one that `rouge_score`
/// finds: traced back from both ends, going left in the candidate only where that alone keeps the length.
///
/// O(|reference|·|candidate| / 64) time. Memory is four words per candidate token plus one byte per 256 cells: the table's bits are
/// recomputed strip by strip from the carries instead of being kept.
func subsequencePositions(of reference: [Int32], in candidate: [Int32], masks: inout StripMasks, found: (Int) -> Void) {
    guard !reference.isEmpty, !candidate.isEmpty else { return }
    let strips = StripMasks.strips(reference)
    var carries: [[UInt8]] = [[UInt8](repeating: 0, count: candidate.count)]
    for number in 0..<(strips - 1) {
        var next = carries[number]
        _ = masks.load(reference, strip: number)
        var strip = SubsequenceStrip()
        strip.sweep(candidate, masks, carries: &next)
        carries.append(next)
    }
    var columns = candidate.count
    var table = [StripBits](repeating: StripBits(repeating: 0), count: candidate.count)
    for number in (0..<strips).reversed() where columns > 0 {
        var place = masks.load(reference, strip: number)
        var strip = SubsequenceStrip()
        strip.sweep(candidate, masks, columns: columns, carries: &carries[number]) { column, bits in table[column] = bits }
        while place > 0, columns > 0 {
            if reference[number * StripMasks.places + place - 1] == candidate[columns - 1] {
                found(number * StripMasks.places + place - 1)
                place -= 1
                columns -= 1
            } else if !table[columns - 1].contains(place - 1) {
                columns -= 1
            } else {
                place -= 1
            }
        }
    }
}
