/// The grades of the documents in trec_eval's rank order, each identifier once; -1 for documents that are not in the judgements, -2 for
/// those that are there with a negative grade: chosen to be judged, but not judged.
///
/// Identifiers are found by a hash of their bytes, and ranks by sorting whole numbers: no dictionary, no comparison of strings but for
/// ties.
func trecGrades(_ documents: [RankedDocument], _ judgements: [String: Int]) -> [Int32] {
    var capacity = 16
    while capacity < documents.count * 2 { capacity *= 2 }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: capacity) { slots in
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: documents.count + 1) { keys in
            slots.initialize(repeating: 0)
            let places = DocumentPlaces(slots: slots, documents: documents)
            var count = 0
            for (place, document) in documents.enumerated() where places.enter(place) {
                keys.initializeElement(at: count, to: rankKey(document.score) | UInt64(place))
                count += 1
            }
            var grades = [Int32](repeating: -1, count: documents.count)
            for (id, grade) in judgements {
                if let place = places.place(of: id) { grades[place] = grade >= 0 ? Int32(clamping: grade) : -2 }
            }
            let ranked = UnsafeMutableBufferPointer(rebasing: keys[..<count])
            // The table has served: its memory is larger than the keys and takes them while they are sorted.
            sortByRank(ranked, UnsafeMutableBufferPointer(rebasing: slots[..<count]))
            breakTies(ranked, documents)
            return ranked.map { grades[Int($0 & 0xFFFF_FFFF)] }
        }
    }
}

/// Where each document stands, by identifier: an open-addressed table whose slots hold half a hash and a place plus one.
private struct DocumentPlaces {
    let slots: UnsafeMutableBufferPointer<UInt64>
    let documents: [RankedDocument]

    /// Enters a document; false when its identifier is there already.
    @inline(__always)
    func enter(_ place: Int) -> Bool {
        let hash = identifierHash(documents[place].id)
        let slot = find(documents[place].id, hash)
        guard slots[slot] == 0 else { return false }
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(place + 1)
        return true
    }

    func place(of id: String) -> Int? {
        let entry = slots[find(id, identifierHash(id))]
        return entry == 0 ? nil : Int(entry & 0xFFFF_FFFF) - 1
    }

    /// The slot that holds the identifier, or the free one where it belongs.
    @inline(__always)
    private func find(_ id: String, _ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash >> 32, haveSameBytes(documents[Int(slots[slot] & 0xFFFF_FFFF) - 1].id, id) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}

private func haveSameBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
        && left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in
                for place in left.indices where left[place] != right[place] { return false }
                return true
            } ?? false
        } ?? false
}

@inline(__always)
private func identifierHash(_ id: String) -> UInt64 {
    id.utf8.withContiguousStorageIfAvailable { ByteStringTable.hash(UnsafeRawBufferPointer($0)) } ?? 0
}

/// A key whose upper half orders scores, highest first, as 32-bit numbers; what is no number comes last.
private func rankKey(_ score: Double) -> UInt64 {
    // Adding zero makes the two zeros one.
    let bits = (score.isNaN ? -Float.infinity : Float(score) + 0).bitPattern
    let ascending = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    return UInt64(~ascending) << 32
}

/// The score of a key, as 32 bits keep it.
@inline(__always)
private func score(of key: UInt64) -> Double {
    let ascending = ~UInt32(truncatingIfNeeded: key >> 32)
    return Double(Float(bitPattern: ascending >> 31 == 1 ? ascending & 0x7FFF_FFFF : ~ascending))
}

/// Sorts keys: first into as many buckets as there are keys, by how far a score lies below the highest, then each bucket. `spare` is as
/// long and loses what it holds. O(n) for scores that are spread evenly, O(n log n) at worst.
private func sortByRank(_ keys: UnsafeMutableBufferPointer<UInt64>, _ spare: UnsafeMutableBufferPointer<UInt64>) {
    var (first, last, isSorted) = (UInt64.max, UInt64.min, true)
    for key in keys {
        if key < last { isSorted = false }
        (first, last) = (min(first, key), max(last, key))
    }
    if isSorted { return }
    let highest = score(of: first)
    let bucketsPerPoint = Double(keys.count - 1) / (highest - score(of: last))
    guard bucketsPerPoint.isFinite, bucketsPerPoint > 0 else { return sortAll(keys) }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: keys.count) { ends in
        ends.initialize(repeating: 0)
        func bucket(_ key: UInt64) -> Int { min(ends.count - 1, Int((highest - score(of: key)) * bucketsPerPoint)) }
        for key in keys { ends[bucket(key)] &+= 1 }
        var (end, largest) = (0, 0)
        for number in ends.indices {
            largest = max(largest, ends[number])
            (ends[number], end) = (end, end &+ ends[number])
        }
        for key in keys {
            let number = bucket(key)
            spare[ends[number]] = key
            ends[number] &+= 1
        }
        if largest > mostInserted { sortLargeBuckets(spare, ends) }
    }
    insertInOrder(spare)
    _ = keys.update(from: spare)
}

/// Buckets larger than this are sorted before all are put in order by insertion.
private let mostInserted = 16

private func sortLargeBuckets(_ keys: UnsafeMutableBufferPointer<UInt64>, _ ends: UnsafeMutableBufferPointer<Int>) {
    var start = 0
    for end in ends {
        if end - start > mostInserted { sortAll(UnsafeMutableBufferPointer(rebasing: keys[start..<end])) }
        start = end
    }
}

private func sortAll(_ keys: UnsafeMutableBufferPointer<UInt64>) {
    var keys = keys
    keys.sort()
}

/// Sorts keys that are in order but for a few places: O(n) times the places they are off.
private func insertInOrder(_ keys: UnsafeMutableBufferPointer<UInt64>) {
    var next = 1
    while next < keys.count {
        let key = keys[next]
        var place = next
        while place > 0, keys[place &- 1] > key {
            keys[place] = keys[place &- 1]
            place &-= 1
        }
        keys[place] = key
        next &+= 1
    }
}

/// Orders documents of equal scores by identifier, descending.
private func breakTies(_ keys: UnsafeMutableBufferPointer<UInt64>, _ documents: [RankedDocument]) {
    var start = 0
    while start < keys.count {
        var end = start + 1
        while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
        if end - start > 1 {
            keys[start..<end].sort { left, right in
                documents[Int(right & 0xFFFF_FFFF)].id.utf8.lexicographicallyPrecedes(documents[Int(left & 0xFFFF_FFFF)].id.utf8)
            }
        }
        start = end
    }
}
