/// Dense numbers for 64-bit keys, in order of first occurrence.
struct NumberInterner {
    /// How many different keys there are; the numbers are below it.
    private(set) var count = 0
    private var slots: [Int32]
    private var keys: [UInt64] = []

    /// A table that grows as needed; `expected` keys cost no growth.
    init(expecting expected: Int = 64) {
        var capacity = 128
        while capacity < expected * 2 { capacity *= 2 }
        slots = [Int32](repeating: -1, count: capacity)
        keys.reserveCapacity(expected)
    }

    /// The number of a key, a new one when it has none yet.
    mutating func intern(_ key: UInt64) -> Int32 {
        let slot = slot(of: key)
        if slots[slot] >= 0 { return slots[slot] }
        let number = Int32(truncatingIfNeeded: count)
        slots[slot] = number
        keys.append(key)
        count += 1
        if count * 2 > slots.count { grow() }
        return number
    }

    private func slot(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mixed(key ^ hashSeed)) & mask
        while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, key) in keys.enumerated() { slots[slot(of: key)] = Int32(truncatingIfNeeded: number) }
    }
}
