/// The grades of the documents in trec_eval's rank order, each identifier once; -1 for documents that were not judged.
func trecGrades(_ documents: [RankedDocument], _ judgements: [String: Int]) -> [Int32] {
    var places = ByteStringTable(minimumCapacity: documents.count)
    var keys: [UInt64] = []
    keys.reserveCapacity(documents.count)
    for (place, document) in documents.enumerated() {
        var id = document.id
        let first = id.withUTF8 { places.value(of: UnsafeRawBufferPointer($0), inserting: Int32(truncatingIfNeeded: place)) }
        if first == Int32(truncatingIfNeeded: place) { keys.append(rankKey(document.score) | UInt64(place)) }
    }
    var grades = [Int32](repeating: -1, count: documents.count)
    for (document, grade) in judgements where grade >= 0 {
        var id = document
        guard let place = id.withUTF8({ places.value(of: UnsafeRawBufferPointer($0)) }) else { continue }
        grades[Int(place)] = Int32(clamping: grade)
    }
    keys.sort()
    breakTies(&keys, documents)
    return keys.map { grades[Int($0 & 0xFFFF_FFFF)] }
}

/// A key whose upper half orders scores, highest first, as 32-bit numbers; what is no number comes last.
private func rankKey(_ score: Double) -> UInt64 {
    // Adding zero makes the two zeros one.
    let bits = (score.isNaN ? -Float.infinity : Float(score) + 0).bitPattern
    let ascending = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    return UInt64(~ascending) << 32
}

/// Orders documents of equal scores by identifier, descending.
private func breakTies(_ keys: inout [UInt64], _ documents: [RankedDocument]) {
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
