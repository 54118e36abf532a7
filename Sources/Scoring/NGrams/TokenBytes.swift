/// A token inside a text, and the key by which a table finds it.
struct TokenBytes {
    let text: UnsafeRawBufferPointer
    let range: Range<Int>

    /// The token's own bytes.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: text[range]) }

    /// Whether tokens of the same key are the same without a look at their bytes.
    @inline(__always)
    var isShort: Bool { range.count < 8 }

    /// Different for all tokens of less than eight bytes, which it holds beside their length; a hash of longer ones, never equal to the
    /// key of a short one.
    @inline(__always)
    var key: UInt64 {
        if isShort { return word(at: range.lowerBound, count: range.count) | UInt64(range.count) << 56 }
        return longKey
    }

    private var longKey: UInt64 {
        var state = hashSeed ^ UInt64(truncatingIfNeeded: range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let count = min(8, range.upperBound - position)
            state = mixed(state ^ word(at: position, count: count))
            position += count
        }
        return state | 1 << 63
    }

    /// Up to eight bytes as a number, read in one go where the text goes on long enough.
    @inline(__always)
    private func word(at position: Int, count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        if position + 8 <= text.count {
            return UInt64(littleEndian: text.loadUnaligned(fromByteOffset: position, as: UInt64.self)) & (~0 >> UInt64(64 - 8 * count))
        }
        var word: UInt64 = 0
        for offset in 0..<count { word |= UInt64(text[position + offset]) << UInt64(8 * offset) }
        return word
    }
}
