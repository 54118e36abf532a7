/// Sorts keys by their bits from `skippingBits` up to `upTo`, least significant digit first, eight bits at a time. O(n) with one
/// spare array; digits on which all keys agree cost only their counting.
func radixSort(_ keys: inout [UInt64], skippingBits: Int, upTo: Int) {
    guard keys.count > 1 else { return }
    var spare = keys
    var shift = skippingBits
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
        while shift < upTo {
            if countDigits(keys, shift, counts) {
                for key in keys {
                    let digit = Int(key >> UInt64(shift) & 0xFF)
                    spare[counts[digit]] = key
                    counts[digit] += 1
                }
                swap(&keys, &spare)
            }
            shift += 8
        }
    }
}

/// Turns `counts` into the first position of every digit; false when all keys have the same digit.
private func countDigits(_ keys: [UInt64], _ shift: Int, _ counts: UnsafeMutableBufferPointer<Int>) -> Bool {
    counts.initialize(repeating: 0)
    for key in keys { counts[Int(key >> UInt64(shift) & 0xFF)] += 1 }
    if counts[Int(keys[0] >> UInt64(shift) & 0xFF)] == keys.count { return false }
    var position = 0
    for digit in 0..<256 {
        let count = counts[digit]
        counts[digit] = position
        position += count
    }
    return true
}
