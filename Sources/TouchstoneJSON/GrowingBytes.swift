/// Bytes that are written one small piece after the other; a piece costs one look at the room that is left, where an array takes several.
struct GrowingBytes: Sendable {
    /// Memory with so many bytes written. Only the one value that owns it writes to it.
    private final class Storage: @unchecked Sendable {
        let start: UnsafeMutablePointer<UInt8>
        let capacity: Int
        var count: Int

        init(capacity: Int, copying other: Storage?) {
            start = .allocate(capacity: capacity)
            self.capacity = capacity
            count = other?.count ?? 0
            if let other { start.update(from: other.start, count: other.count) }
        }

        deinit { start.deallocate() }
    }

    private var storage = Storage(capacity: 256, copying: nil)

    /// How many bytes there are.
    var count: Int { storage.count }

    /// The bytes, copied.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: storage.start, count: storage.count)) }

    /// The place behind the last byte, with room for so many more. Amortised O(1) a byte.
    @inline(__always)
    private mutating func room(for count: Int) -> UnsafeMutablePointer<UInt8> {
        if storage.capacity - storage.count < count || !isKnownUniquelyReferenced(&storage) { grow(by: count) }
        return storage.start + storage.count
    }

    @inline(never)
    private mutating func grow(by count: Int) {
        storage = Storage(capacity: max(storage.count + count, storage.capacity * 2), copying: storage)
    }

    /// Appends one byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        room(for: 1).pointee = byte
        storage.count += 1
    }

    /// Appends a piece of memory.
    @inline(__always)
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let start = piece.baseAddress else { return }
        room(for: piece.count).update(from: start, count: piece.count)
        storage.count += piece.count
    }

    /// Appends at most that many bytes, which the body writes and says the number of.
    @inline(__always)
    mutating func append(atMost limit: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        let place = room(for: limit)
        storage.count += min(write(place), limit)
    }
}
