/// Dense numbers for tokens: equal bytes get equal numbers, 0, 1, 2, ... in order of first occurrence.
///
/// An open-addressing table over one byte arena: interning a text makes a handful of allocations whatever its length.
struct TokenInterner {
    /// How many different tokens there are; the numbers are below it.
    var count: Int { entries.count }
    private var slots: [Int32]
    private var entries: [Entry] = []
    private var arena: [UInt8] = []

    private struct Entry {
        let key: UInt64
        /// Where the token's bytes end in the arena; they begin where those of the token before end.
        let end: Int
    }

    /// A table that grows as needed; `expected` tokens cost no growth.
    init(expecting expected: Int = 64) {
        var capacity = 128
        while capacity < expected * 2 { capacity *= 2 }
        slots = [Int32](repeating: -1, count: capacity)
        entries.reserveCapacity(expected)
        arena.reserveCapacity(expected * 8)
    }

    /// The numbers of all tokens of a list.
    mutating func intern(_ tokens: TokenList) -> [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(tokens.ranges.count)
        tokens.bytes.withUnsafeBytes { text in
            for range in tokens.ranges { numbers.append(intern(TokenBytes(text: text, range: range))) }
        }
        return numbers
    }

    /// The bytes of the token with the given number.
    func bytes(of number: Int32) -> ArraySlice<UInt8> { arena[range(of: Int(number))] }

    private func range(of number: Int) -> Range<Int> { (number > 0 ? entries[number - 1].end : 0)..<entries[number].end }

    @inline(__always)
    private mutating func intern(_ token: TokenBytes) -> Int32 {
        let key = token.key
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mixed(key ^ hashSeed)) & mask
        while true {
            let number = slots[slot]
            if number < 0 { return insert(token, key, at: slot) }
            if entries[Int(number)].key == key, token.isShort || equals(Int(number), token) { return number }
            slot = (slot + 1) & mask
        }
    }

    private func equals(_ number: Int, _ token: TokenBytes) -> Bool { arena[range(of: number)].elementsEqual(token.bytes) }

    private mutating func insert(_ token: TokenBytes, _ key: UInt64, at slot: Int) -> Int32 {
        let number = Int32(truncatingIfNeeded: count)
        slots[slot] = number
        arena.append(contentsOf: token.bytes)
        entries.append(Entry(key: key, end: arena.count))
        if count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: mixed(entry.key ^ hashSeed)) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }
}
