/// Levenshtein's distance with swaps of neighbours at 1, nothing being edited twice (Hyyrö 2003).
struct AlignmentColumn: EditColumn {
    private var differences = EditDifferences()
    private var zeros: UInt64 = 0
    private var previousMask: UInt64 = 0

    var up: UInt64 { differences.up }
    var down: UInt64 { differences.down }

    @inline(__always)
    mutating func advance(_ mask: UInt64, _ carry: EditCarry) -> EditCarry {
        let swappable = ~zeros & mask
        zeros = differences.zeros(mask, carry) | (swappable << 1 | carry.swap) & previousMask
        previousMask = mask
        var out = differences.advance(zeros: zeros, carry).carry
        out.swap = swappable >> 63
        return out
    }
}
