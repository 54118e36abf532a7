import Synchronization

/// Remembers a small number for each of the words met lately, in fixed space: texts repeat their words, and a number that is looked up
/// in a dictionary of a hundred thousand entries costs several misses of the cache.
///
/// Words of up to 15 bytes are remembered, each at the one place that its bytes choose; a word gives way to the next one there. Threads
/// use parts of their own where they can, and never wait for each other.
final class WordMemo: Sendable {
    /// One part, which one thread at a time uses.
    private final class Part: Sendable {
        let words = Mutex(Words())
    }

    private let parts = (0..<4).map { _ in Part() }

    /// Runs a body with the words that some part remembers; with none, remembering nothing, when all parts are in use.
    func borrow<Result: Sendable>(_ body: (inout Words) -> Result) -> Result {
        var here = 0
        // Threads have stacks far apart, so each begins with a part of its own.
        let first = withUnsafeMutablePointer(to: &here) { Int(bitPattern: $0) >> 19 }
        for offset in parts.indices {
            if let result = parts[(first &+ offset) & 3].words.withLockIfAvailable({ body(&$0) }) { return result }
        }
        var none = Words(isUsed: false)
        return body(&none)
    }
}

extension WordMemo {
    /// Words and their numbers.
    struct Words: Sendable {
        /// The bytes of a word, padded with zeros, its length in the last one; all zero where there is none. And its number.
        private struct Entry {
            var low: UInt64 = 0
            var high: UInt64 = 0
            var value: Int32 = 0
        }

        private static let bits = 15
        private static let longest = 15

        private let isUsed: Bool
        private var entries: [Entry] = []

        init(isUsed: Bool = true) { self.isUsed = isUsed }

        /// The number of a word, which `compute` finds when it is not remembered.
        @inline(__always)
        mutating func value(of word: UnsafeBufferPointer<UInt8>, _ compute: () -> Int) -> Int {
            guard isUsed, word.count <= Self.longest, word.count > 0 else { return compute() }
            if entries.isEmpty { entries = [Entry](repeating: Entry(), count: 1 << Self.bits) }
            let (low, high) = Self.key(UnsafeRawBufferPointer(word))
            let place = Int(
                truncatingIfNeeded: ((low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93) >> (64 - Self.bits))
            let known = entries[place]
            if known.low == low, known.high == high { return Int(known.value) }
            let value = compute()
            entries[place] = Entry(low: low, high: high, value: Int32(truncatingIfNeeded: value))
            return value
        }

        /// The bytes of a word in two numbers, read in a few goes: what two of them read both is shifted out of one.
        @inline(__always)
        private static func key(_ word: UnsafeRawBufferPointer) -> (low: UInt64, high: UInt64) {
            let count = word.count
            let length = UInt64(count) << 56
            if count >= 8 {
                let end = UInt64(littleEndian: word.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
                let start = UInt64(littleEndian: word.loadUnaligned(as: UInt64.self))
                return (start, end >> UInt64(8 * (16 - count)) | length)
            }
            if count >= 4 {
                let end = UInt64(UInt32(littleEndian: word.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)))
                let start = UInt64(UInt32(littleEndian: word.loadUnaligned(as: UInt32.self)))
                return (start | (end >> UInt64(8 * (8 - count))) << 32, length)
            }
            var low: UInt64 = 0
            for place in 0..<count { low |= UInt64(word[place]) << UInt64(8 * place) }
            return (low, length)
        }
    }
}
