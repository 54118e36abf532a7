/// Merges the bytes of one piece, lowest rank first and leftmost among equals, over a linked list and a heap.
///
/// Its arrays are kept from piece to piece. A merge of n bytes costs O(n log n).
struct BytePairMerger {
    /// Where the part that starts here ends; only read at starts of parts.
    private var next: [Int32] = []
    /// Where the part before the one that starts here starts.
    private var previous: [Int32] = []
    /// The rank of the part that starts here joined with the following one.
    private var joinedRanks: [UInt32] = []
    /// `rank << 32 | start`, smallest first; entries whose rank is no longer the start's are stale.
    private var heap: [UInt64] = []
    private var length = 0

    /// Merges a piece of at least one byte and returns the number of its parts.
    mutating func merge(_ piece: UnsafeBufferPointer<UInt8>, _ encoding: BytePairEncoding) -> Int {
        prepare(piece, encoding)
        var parts = length
        while let entry = popSmallest() {
            let start = Int(entry & 0xFFFF_FFFF)
            guard joinedRanks[start] == UInt32(entry >> 32) else { continue }
            join(start, piece, encoding)
            parts -= 1
        }
        return parts
    }

    /// Calls the body with the parts of the piece merged last.
    func forEachPart(_ body: (Range<Int>) -> Void) {
        var start = 0
        while start < length {
            body(start..<Int(next[start]))
            start = Int(next[start])
        }
    }

    private mutating func prepare(_ piece: UnsafeBufferPointer<UInt8>, _ encoding: BytePairEncoding) {
        length = piece.count
        while next.count < length {
            next.append(0)
            previous.append(0)
            joinedRanks.append(0)
        }
        heap.removeAll(keepingCapacity: true)
        for start in 0..<length {
            next[start] = Int32(truncatingIfNeeded: start + 1)
            previous[start] = Int32(truncatingIfNeeded: start - 1)
            joinedRanks[start] =
                start + 1 < length ? encoding.pairRanks[Int(piece[start]) << 8 | Int(piece[start + 1])] : BytePairEncoding.noRank
            push(start)
        }
    }

    /// Joins the part at `start` with the one after it.
    private mutating func join(_ start: Int, _ piece: UnsafeBufferPointer<UInt8>, _ encoding: BytePairEncoding) {
        let middle = Int(next[start])
        let end = Int(next[middle])
        next[start] = Int32(truncatingIfNeeded: end)
        joinedRanks[middle] = BytePairEncoding.noRank
        if end < length { previous[end] = Int32(truncatingIfNeeded: start) }
        rank(start, piece, encoding)
        if start > 0 { rank(Int(previous[start]), piece, encoding) }
    }

    private mutating func rank(_ start: Int, _ piece: UnsafeBufferPointer<UInt8>, _ encoding: BytePairEncoding) {
        let middle = Int(next[start])
        joinedRanks[start] = BytePairEncoding.noRank
        guard middle < length else { return }
        let key = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[start..<Int(next[middle])])
        guard let rank = encoding.ranks.value(of: key) else { return }
        joinedRanks[start] = UInt32(truncatingIfNeeded: rank)
        push(start)
    }

    private mutating func push(_ start: Int) {
        guard joinedRanks[start] != BytePairEncoding.noRank else { return }
        let entry = UInt64(joinedRanks[start]) << 32 | UInt64(start)
        heap.append(entry)
        heap.withUnsafeMutableBufferPointer { heap in
            var child = heap.count - 1
            while child > 0, heap[(child - 1) / 2] > entry {
                heap[child] = heap[(child - 1) / 2]
                child = (child - 1) / 2
            }
            heap[child] = entry
        }
    }

    private mutating func popSmallest() -> UInt64? {
        guard let smallest = heap.first, let last = heap.popLast() else { return nil }
        heap.withUnsafeMutableBufferPointer { heap in
            guard !heap.isEmpty else { return }
            var parent = 0
            while true {
                var child = 2 * parent + 1
                guard child < heap.count else { break }
                if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
                guard heap[child] < last else { break }
                heap[parent] = heap[child]
                parent = child
            }
            heap[parent] = last
        }
        return smallest
    }
}
