/// Sorts keys by their bits from `skippingBits` up to `upTo`, least significant digit first. Digits are as many bits as divide the
/// key evenly, at most eight. O(n) with one spare array; digits on which all keys agree cost only their counting.
func radixSort(_ keys: inout [UInt64], skippingBits: Int, upTo: Int) {
    guard keys.count > 1, upTo > skippingBits else { return }
    let bits = upTo - skippingBits
    let width = (bits - 1) / ((bits + 7) / 8) + 1
    let sorted = [UInt64](unsafeUninitializedCapacity: keys.count) { spare, count in
        count = keys.count
        keys.withUnsafeMutableBufferPointer { keys in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << width) { counts in
                sortDigits(keys, spare, counts, from: skippingBits, upTo: upTo, width: width)
            }
        }
    }
    keys = sorted
}

/// Sorts by every digit in turn, from one buffer into the other and back; the result ends in `spare`.
private func sortDigits(
    _ keys: UnsafeMutableBufferPointer<UInt64>, _ spare: UnsafeMutableBufferPointer<UInt64>, _ counts: UnsafeMutableBufferPointer<Int32>,
    from skippingBits: Int, upTo: Int, width: Int
) {
    var (source, target) = (keys, spare)
    let mask = UInt64(counts.count - 1)
    var shift = UInt64(skippingBits)
    while shift < upTo {
        if countDigits(source, shift, counts) {
            for key in source {
                let digit = Int(key &>> shift & mask)
                target[Int(counts[digit])] = key
                counts[digit] &+= 1
            }
            swap(&source, &target)
        }
        shift += UInt64(width)
    }
    if source.baseAddress != spare.baseAddress { _ = spare.update(from: source) }
}

/// Turns `counts` into the first position of every digit; false when all keys have the same digit.
private func countDigits(
    _ keys: UnsafeMutableBufferPointer<UInt64>, _ shift: UInt64, _ counts: UnsafeMutableBufferPointer<Int32>
) -> Bool {
    counts.update(repeating: 0)
    let mask = UInt64(counts.count - 1)
    for key in keys { counts[Int(key &>> shift & mask)] &+= 1 }
    if Int(counts[Int(keys[0] &>> shift & mask)]) == keys.count { return false }
    var position: Int32 = 0
    for digit in counts.indices {
        let count = counts[digit]
        counts[digit] = position
        position &+= count
    }
    return true
}
