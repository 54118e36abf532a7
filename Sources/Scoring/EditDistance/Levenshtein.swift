/// Levenshtein's distance: insertions, deletions and substitutions at 1.
struct LevenshteinColumn: EditColumn {
    private var differences = EditDifferences()

    var up: UInt64 { differences.up }
    var down: UInt64 { differences.down }

    @inline(__always)
    mutating func advance(_ mask: UInt64, _ carry: EditCarry) -> EditCarry {
        differences.advance(zeros: differences.zeros(mask, carry), carry).carry
    }
}
