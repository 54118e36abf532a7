/// The edit distance of two sequences of numbers below `vocabulary`; the kind of column says what may be done at cost 1.
///
/// Bit-parallel after Myers (1999, doi:10.1145/316542.316550) and Hyyrö (2003): O(|a|·|b| / 64) time, O(|a| + |b|) memory.
func editDistance<Column: EditColumn>(_ left: [Int32], _ right: [Int32], vocabulary: Int, _ kind: Column.Type) -> Int {
    let (left, right, _) = withoutCommonEnds(left, right)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    let (pattern, text) = left.count <= right.count ? (left, right) : (right, left)
    var masks = StripMasks(vocabulary: vocabulary)
    var carries = [UInt8](repeating: EditCarry.top, count: text.count)
    return (0..<StripMasks.strips(pattern)).reduce(text.count) { distance, number in
        let places = masks.load(pattern, strip: number)
        var strip = EditStrip<Column>()
        strip.sweep(text, masks, carries: &carries)
        return distance + strip.growth(places: places)
    }
}
