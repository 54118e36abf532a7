/// The length of the longest common subsequence of two sequences of numbers below `vocabulary`.
///
/// Bit-parallel after Crochemore, Iliopoulos, Pinzon and Reid (2001) and Hyyrö (2004): O(|a|·|b| / 64) time, O(|a| + |b|) memory.
func longestCommonSubsequence(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Int {
    let (left, right, shared) = withoutCommonEnds(left, right)
    guard !left.isEmpty, !right.isEmpty else { return shared }
    let (pattern, text) = left.count <= right.count ? (left, right) : (right, left)
    var masks = StripMasks(vocabulary: vocabulary)
    var carries = [UInt8](repeating: 0, count: text.count)
    return (0..<StripMasks.strips(pattern)).reduce(shared) { length, number in
        let places = masks.load(pattern, strip: number)
        var strip = SubsequenceStrip()
        strip.sweep(text, masks, carries: &carries)
        return length + strip.length(places: places)
    }
}

/// The lengths of the longest common subsequence of every beginning of one sequence with the whole other one.
struct SubsequencesOfBeginnings {
    /// Entry k: of the first k tokens of `pattern` with all of `text`.
    var pattern: [Int] = [0]
    /// Entry k: of the first k tokens of `text` with all of `pattern`.
    var text: [Int] = [0]

    /// Fills one table, O(|pattern|·|text| / 64) time; its last column and its last row hold all lengths.
    init(_ pattern: [Int32], _ text: [Int32], vocabulary: Int) {
        var masks = StripMasks(vocabulary: vocabulary)
        var carries = [UInt8](repeating: 0, count: text.count)
        for number in 0..<StripMasks.strips(pattern) {
            let places = masks.load(pattern, strip: number)
            var strip = SubsequenceStrip()
            strip.sweep(text, masks, carries: &carries)
            for place in 0..<places { self.pattern.append(self.pattern[self.pattern.count - 1] + (strip.bits.contains(place) ? 0 : 1)) }
        }
        for carry in carries { self.text.append(self.text[self.text.count - 1] + Int(carry)) }
    }
}
