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
            if slots[slot] >> 32 == hash >> 32, documents[Int(slots[slot] & 0xFFFF_FFFF) - 1].id.utf8.elementsEqual(id.utf8) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}

@inline(__always)
private func identifierHash(_ id: String) -> UInt64 {
    var id = id
    return id.withUTF8 { ByteStringTable.hash(UnsafeRawBufferPointer($0)) }
}

/// A key whose upper half orders scores, highest first, as 32-bit numbers; what is no number comes last.
private func rankKey(_ score: Double) -> UInt64 {
    // Adding zero makes the two zeros one.
    let bits = (score.isNaN ? -Float.infinity : Float(score) + 0).bitPattern
    let ascending = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    return UInt64(~ascending) << 32
}

/// Sorts keys by their upper halves, byte by byte from the lowest (an LSD radix sort, in time linear in the keys); equal ones stay in their
/// order. `spare` is as long and loses what it holds.
private func sortByRank(_ keys: UnsafeMutableBufferPointer<UInt64>, _ spare: UnsafeMutableBufferPointer<UInt64>) {
    var (source, target) = (keys, spare)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
        for shift in stride(from: UInt64(32), to: 64, by: 8) {
            starts.initialize(repeating: 0)
            for key in source { starts[Int(key >> shift & 0xFF)] += 1 }
            if let first = source.first, starts[Int(first >> shift & 0xFF)] == source.count { continue }
            var start = 0
            for digit in 0..<256 { (starts[digit], start) = (start, start + starts[digit]) }
            for key in source {
                let digit = Int(key >> shift & 0xFF)
                target[starts[digit]] = key
                starts[digit] += 1
            }
            swap(&source, &target)
        }
    }
    if source.baseAddress != keys.baseAddress { _ = keys.update(from: source) }
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
