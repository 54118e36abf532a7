/// A set of byte strings, each with a number: vocabularies, pronunciation counts, terms of an index.
///
/// Keys lie one after the other in one array and are found through open addressing, so that a look-up makes no string and touches
/// two cache lines. Inserting and finding cost O(key length). At most 2^31 - 1 entries of 4 GiB together; more are refused.
struct ByteStringTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]
    private var values: [Int32] = []
    /// Entry number plus one, and the upper half of the key's hash; 0 where free.
    private var slots: [UInt64]
    private var mask: Int

    /// The length of the longest key.
    private(set) var longestKey = 0

    init(minimumCapacity: Int = 8) {
        var size = 16
        while size * 2 < minimumCapacity * 3, size < 1 << 40 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
        values.reserveCapacity(minimumCapacity)
        starts.reserveCapacity(minimumCapacity + 1)
    }

    /// The number of keys.
    var count: Int { values.count }

    /// The value of a key; nil when it is absent.
    @inline(__always)
    func value(of key: UnsafeRawBufferPointer) -> Int32? {
        guard key.count <= longestKey else { return nil }
        return entry(of: key, Self.hash(key)).map { values[$0] }
    }

    /// The value of a key, which is entered with `newValue` when it is absent; nil when the table is full.
    mutating func value(of key: UnsafeRawBufferPointer, inserting newValue: Int32) -> Int32? {
        let hash = Self.hash(key)
        if let known = entry(of: key, hash) { return values[known] }
        guard count < Int(Int32.max) - 1, bytes.count + key.count <= Int(UInt32.max) else { return nil }
        if (count + 1) * 3 > slots.count * 2 { grow() }
        bytes.append(contentsOf: key)
        starts.append(UInt32(bytes.count))
        values.append(newValue)
        longestKey = max(longestKey, key.count)
        enter(count - 1, hash)
        return newValue
    }

    private func entry(of key: UnsafeRawBufferPointer, _ hash: UInt64) -> Int? {
        slots.withUnsafeBufferPointer { slots in
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place] != 0 {
                if slots[place] >> 32 == hash >> 32 {
                    let entry = Int(slots[place] & 0xFFFF_FFFF) - 1
                    if holds(entry, key) { return entry }
                }
                place = (place + 1) & mask
            }
            return nil
        }
    }

    /// The key of an entry, in order of insertion.
    func key(_ entry: Int) -> ArraySlice<UInt8> { bytes[Int(starts[entry])..<Int(starts[entry + 1])] }

    /// Calls the body with every key and its value, in order of insertion.
    func forEach(_ body: (_ key: UnsafeBufferPointer<UInt8>, _ value: Int32) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            for (entry, value) in values.enumerated() {
                body(UnsafeBufferPointer(rebasing: bytes[Int(starts[entry])..<Int(starts[entry + 1])]), value)
            }
        }
    }

    private func holds(_ entry: Int, _ key: UnsafeRawBufferPointer) -> Bool {
        let start = Int(starts[entry])
        guard Int(starts[entry + 1]) - start == key.count else { return false }
        return bytes.withUnsafeBytes { own in
            var offset = 0
            while offset < key.count, own[start + offset] == key[offset] { offset += 1 }
            return offset == key.count
        }
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        for entry in 0..<count {
            enter(entry, bytes[Int(starts[entry])..<Int(starts[entry + 1])].withUnsafeBytes { Self.hash($0) })
        }
    }

    private mutating func enter(_ entry: Int, _ hash: UInt64) {
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] != 0 { place = (place + 1) & mask }
        slots[place] = (hash >> 32) << 32 | UInt64(entry + 1)
    }

    /// Eight bytes at a time, folded by a 128-bit product.
    @inline(__always)
    static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = key.baseAddress else { return fold(0) }
        let length = key.count
        var state = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= length {
            state = fold(state ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < length {
            rest = rest << 8 | UInt64(base.load(fromByteOffset: offset, as: UInt8.self))
            offset += 1
        }
        return fold(state ^ rest)
    }

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
