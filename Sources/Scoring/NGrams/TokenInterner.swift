/// Dense numbers for tokens: equal bytes get equal numbers, 0, 1, 2, ... in order of first occurrence.
///
/// An open-addressing table over one byte arena: interning a text makes a handful of allocations whatever its length.
struct TokenInterner {
    /// How many different tokens there are; the numbers are below it.
    private(set) var count = 0
    private var slots: [Int32]
    private var hashes: [UInt64] = []
    private var ends: [Int] = [0]
    private var arena: [UInt8] = []

    /// A table that grows as needed; `expected` tokens cost no growth.
    init(expecting expected: Int = 64) {
        var capacity = 128
        while capacity < expected * 2 { capacity *= 2 }
        slots = [Int32](repeating: -1, count: capacity)
        hashes.reserveCapacity(expected)
        ends.reserveCapacity(expected + 1)
        arena.reserveCapacity(expected * 8)
    }

    /// The numbers of all tokens of a list.
    mutating func intern(_ tokens: TokenList) -> [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(tokens.ranges.count)
        tokens.bytes.withUnsafeBufferPointer { buffer in
            for range in tokens.ranges {
                numbers.append(intern(UnsafeBufferPointer(rebasing: buffer[range])))
            }
        }
        return numbers
    }

    /// The bytes of the token with the given number.
    func bytes(of number: Int32) -> ArraySlice<UInt8> {
        arena[ends[Int(number)]..<ends[Int(number) + 1]]
    }

    private mutating func intern(_ token: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(token)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let number = slots[slot]
            if number < 0 { return insert(token, hash, at: slot) }
            if hashes[Int(number)] == hash, equals(Int(number), token) { return number }
            slot = (slot + 1) & mask
        }
    }

    private func equals(_ number: Int, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = ends[number]
        guard ends[number + 1] - start == token.count else { return false }
        for offset in 0..<token.count where arena[start + offset] != token[offset] { return false }
        return true
    }

    private mutating func insert(_ token: UnsafeBufferPointer<UInt8>, _ hash: UInt64, at slot: Int) -> Int32 {
        let number = Int32(truncatingIfNeeded: count)
        slots[slot] = number
        hashes.append(hash)
        arena.append(contentsOf: token)
        ends.append(arena.count)
        count += 1
        if count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }

    private static func hash(_ token: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = hashSeed ^ UInt64(truncatingIfNeeded: token.count)
        var word: UInt64 = 0
        for offset in 0..<token.count {
            word = word << 8 | UInt64(token[offset])
            if offset & 7 == 7 {
                state = mixed(state ^ word)
                word = 0
            }
        }
        return mixed(state ^ word)
    }
}
