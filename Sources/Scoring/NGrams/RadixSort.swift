/// Sorts keys by their bits from `skippingBits` up to `upTo`, least significant digit first, eight bits at a time. O(n) with one
/// spare array; digits on which all keys agree cost only their counting.
func radixSort(_ keys: inout [UInt64], skippingBits: Int, upTo: Int) {
    guard keys.count > 1 else { return }
    var spare = keys
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
        for shift in stride(from: skippingBits, to: upTo, by: 8) {
            let isSorted = keys.withUnsafeBufferPointer { keys in
                spare.withUnsafeMutableBufferPointer { scatter(keys, into: $0, shift: UInt64(shift), counts) }
            }
            if !isSorted { swap(&keys, &spare) }
        }
    }
}

/// Distributes the keys by one digit; true, with nothing written, when all have the same.
@inline(__always)
private func scatter(
    _ keys: UnsafeBufferPointer<UInt64>, into spare: UnsafeMutableBufferPointer<UInt64>, shift: UInt64,
    _ counts: UnsafeMutableBufferPointer<Int>
) -> Bool {
    counts.initialize(repeating: 0)
    for key in keys { counts[Int(truncatingIfNeeded: key >> shift & 0xFF)] += 1 }
    if counts[Int(truncatingIfNeeded: keys[0] >> shift & 0xFF)] == keys.count { return true }
    var position = 0
    for digit in 0..<256 {
        let count = counts[digit]
        counts[digit] = position
        position += count
    }
    for key in keys {
        let digit = Int(truncatingIfNeeded: key >> shift & 0xFF)
        spare[counts[digit]] = key
        counts[digit] += 1
    }
    return false
}
