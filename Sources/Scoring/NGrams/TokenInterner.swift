/// Dense numbers for tokens: equal bytes get equal numbers, 0, 1, 2, ... in order of first occurrence.
///
/// An open-addressing table over one byte arena: interning a text makes a handful of allocations whatever its length. Tokens of up to
/// eight bytes are compared as one word.
struct TokenInterner {
    private struct Entry {
        let hash: UInt64
        let head: UInt64
        let start: Int
        let length: Int
    }

    private var slots: [Int32]
    private var entries: [Entry] = []
    private var arena: [UInt8] = []

    /// How many different tokens there are; the numbers are below it.
    var count: Int { entries.count }

    /// A table that grows as needed; `expected` tokens cost no growth.
    init(expecting expected: Int = 64) {
        var capacity = 128
        while capacity < expected * 2 { capacity *= 2 }
        slots = [Int32](repeating: -1, count: capacity)
        entries.reserveCapacity(expected)
    }

    /// The numbers of all tokens of a list.
    mutating func intern(_ tokens: TokenList) -> [Int32] {
        tokens.bytes.withUnsafeBytes { buffer in
            var numbers: [Int32] = []
            numbers.reserveCapacity(tokens.ranges.count)
            for range in tokens.ranges { numbers.append(intern(buffer, range)) }
            return numbers
        }
    }

    @inline(__always)
    private mutating func intern(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int32 {
        let head = Self.word(buffer, range.lowerBound, min(8, range.count))
        var hash = mixed(head ^ hashSeed &+ UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15)
        if range.count > 8 { hash = Self.continued(hash, buffer, range) }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let number = slots[slot]
            if number < 0 { return insert(buffer, range, hash, head, at: slot) }
            let entry = entries[Int(number)]
            if entry.hash == hash, entry.head == head, entry.length == range.count, range.count <= 8 || hasTail(entry, buffer, range) {
                return number
            }
            slot = (slot + 1) & mask
        }
    }

    private func hasTail(_ entry: Entry, _ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        for offset in 8..<range.count where arena[entry.start + offset] != buffer[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func insert(
        _ buffer: UnsafeRawBufferPointer, _ range: Range<Int>, _ hash: UInt64, _ head: UInt64, at slot: Int
    ) -> Int32 {
        let number = Int32(truncatingIfNeeded: entries.count)
        slots[slot] = number
        entries.append(Entry(hash: hash, head: head, start: arena.count, length: range.count))
        if range.count > 8 { arena.append(contentsOf: buffer[range]) }
        if entries.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }

    /// Up to eight bytes as a number, the first lowest.
    @inline(__always)
    private static func word(_ buffer: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> UInt64 {
        if length == 0 { return 0 }
        if start + 8 <= buffer.count {
            let whole = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            return whole & (.max >> UInt64(64 - 8 * length))
        }
        var word: UInt64 = 0
        for offset in 0..<length { word |= UInt64(buffer[start + offset]) << UInt64(8 * offset) }
        return word
    }

    private static func continued(_ hash: UInt64, _ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
        var hash = hash
        var start = range.lowerBound + 8
        while start < range.upperBound {
            hash = mixed(hash ^ word(buffer, start, min(8, range.upperBound - start)))
            start += 8
        }
        return hash
    }
}
