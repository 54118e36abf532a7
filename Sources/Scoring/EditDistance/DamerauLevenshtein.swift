/// Damerau's distance without restriction: insertions, deletions, substitutions and swaps of neighbours at 1, where what was swapped may
/// be edited again (Lowrance and Wagner 1975).
///
/// With place i swapped with an earlier place i' of the pattern and column j with an earlier one j', the distance is that before both plus
/// what lies between plus 1. Zhao and Sahni (2019, doi:10.1186/s12859-019-2819-0) show that it suffices to look at i' = i - 1 and at
/// j' = j - 1. Here that becomes bits: such a swap is the cheapest way only where it costs no more than the cell diagonally before, that is
/// where the distance rose at every step from before the swap to that cell. With `zeros` for cells that cost no more than the one
/// diagonally before them:
/// - i' = i - 1: the token of place i stood in a column j' < j, the cell above it there was no zero, and the row above grew in every column
///   since. One bit for each place remembers it: `armed`.
/// - j' = j - 1: the column's token stands at a place i' < i, the cell left of it was no zero, and the column before grew at every place
///   between. The carries of an addition run along such places: `reached`.
///
/// A swap's zero never makes the cell below it one: that would need two rows to differ by two.
struct DamerauColumn: EditColumn {
    private var differences = EditDifferences()
    private var zeros = UInt64.max
    private var zerosAbove = UInt64.max
    private var growsAbove: UInt64 = 0
    private var armed: UInt64 = 0
    private var previousMask: UInt64 = 0

    var up: UInt64 { differences.up }
    var down: UInt64 { differences.down }

    @inline(__always)
    mutating func advance(_ mask: UInt64, _ carry: EditCarry) -> EditCarry {
        armed = previousMask & ~zerosAbove | armed & growsAbove
        let starts = mask & ~zeros
        let (reached, runsOn) = run(from: starts, carry.swap)
        let swaps = armed & (mask << 1 | carry.mask) | reached & previousMask
        zeros = differences.zeros(mask, carry) | swaps
        zerosAbove = zeros << 1 | carry.zero
        previousMask = mask
        var (out, grows) = differences.advance(zeros: zeros, carry)
        growsAbove = grows
        out.swap = runsOn
        out.zero = zeros >> 63
        out.mask = mask >> 63
        return out
    }

    /// The places behind a start from which the column has grown at every place between, and whether the run goes on below.
    @inline(__always)
    private func run(from starts: UInt64, _ carry: UInt64) -> (places: UInt64, runsOn: UInt64) {
        let along = starts | differences.up
        let (sum, overflowed) = starts.addingReportingOverflow(along)
        let (carried, overflowedAgain) = sum.addingReportingOverflow(carry)
        return (carried ^ starts ^ along, overflowed || overflowedAgain ? 1 : 0)
    }
}
