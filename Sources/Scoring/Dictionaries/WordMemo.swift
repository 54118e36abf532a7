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
    func borrow(_ body: (inout Words) -> Int) -> Int {
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
        /// The bytes of a word, padded with zeros, its length in the last one; all zero where there is none.
        private struct Key: Hashable {
            var low: UInt64 = 0
            var high: UInt64 = 0
        }

        private static let bits = 13
        private static let longest = 15

        private let isUsed: Bool
        private var keys: [Key] = []
        private var values: [Int32] = []

        init(isUsed: Bool = true) { self.isUsed = isUsed }

        /// The number of a word, which `compute` finds when it is not remembered.
        mutating func value(of word: UnsafeBufferPointer<UInt8>, _ compute: () -> Int) -> Int {
            guard isUsed, word.count <= Self.longest, word.count > 0 else { return compute() }
            if keys.isEmpty {
                keys = [Key](repeating: Key(), count: 1 << Self.bits)
                values = [Int32](repeating: 0, count: 1 << Self.bits)
            }
            let key = Self.key(word)
            let place = Int(
                truncatingIfNeeded: ((key.low ^ (key.high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93) >> (64 - Self.bits))
            if keys[place] == key { return Int(values[place]) }
            let value = compute()
            keys[place] = key
            values[place] = Int32(truncatingIfNeeded: value)
            return value
        }

        private static func key(_ word: UnsafeBufferPointer<UInt8>) -> Key {
            var key = Key(low: 0, high: UInt64(word.count) << 56)
            for place in 0..<min(8, word.count) { key.low |= UInt64(word[place]) << (8 * UInt64(place)) }
            for place in 8..<max(8, word.count) { key.high |= UInt64(word[place]) << (8 * UInt64(place - 8)) }
            return key
        }
    }
}
