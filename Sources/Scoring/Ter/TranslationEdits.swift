/// The edits of TER: the fewest found insertions, deletions, substitutions and block shifts that turn the hypothesis into the
/// reference. Greedy, with tercom's limits: blocks of 10 words, distance 50, 1000 candidates.
func translationEdits(hypothesis: [Int32], reference: [Int32]) -> Int {
    guard !reference.isEmpty else { return hypothesis.count }
    var search = ShiftSearch(hypothesis: hypothesis, reference: reference)
    while search.improve() {}
    return search.edits
}

/// The greedy search for block shifts.
private struct ShiftSearch {
    private static let longestBlock = 10
    private static let farthest = 50
    private static let mostCandidates = 1000

    private let reference: [Int32]
    private var hypothesis: [Int32]
    private var table: BeamEditTable
    private var shifts = 0
    private var candidates = 0

    init(hypothesis: [Int32], reference: [Int32]) {
        (self.hypothesis, self.reference) = (hypothesis, reference)
        table = BeamEditTable(reference: reference, length: hypothesis.count)
        table.fill(hypothesis)
    }

    var edits: Int { shifts + table.distance }

    /// Makes the best shift; false when none helps or too many were tried.
    mutating func improve() -> Bool {
        guard let (gain, shift) = bestShift(), candidates < Self.mostCandidates, gain > 0 else { return false }
        hypothesis = shift.applied(to: hypothesis)
        table.fill(hypothesis)
        shifts += 1
        return true
    }

    private mutating func bestShift() -> (gain: Int, shift: BlockShift)? {
        let alignment = WordAlignment(table.steps)
        let distance = table.distance
        var best: (gain: Int, shift: BlockShift)?
        for start in hypothesis.indices {
            let nearest = min(reference.count, max(0, start - Self.farthest))
            for referenceStart in nearest..<max(nearest, min(reference.count, start + Self.farthest + 1)) {
                for length in 1...Self.longestBlock {
                    let (end, referenceEnd) = (start + length, referenceStart + length)
                    guard end <= hypothesis.count, referenceEnd <= reference.count,
                        hypothesis[end - 1] == reference[referenceEnd - 1]
                    else { break }
                    guard alignment.isWorthShifting(start, referenceStart, length) else { continue }
                    for target in alignment.targets(referenceStart, length) {
                        let shift = BlockShift(start: start, length: length, target: target)
                        let gain = distance - table.distance(shift.applied(to: hypothesis), from: shift.firstChange)
                        candidates += 1
                        if let known = best, gain < known.gain || (gain == known.gain && !shift.isPreferred(to: known.shift)) { continue }
                        best = (gain, shift)
                    }
                    if candidates >= Self.mostCandidates { return best }
                }
            }
        }
        return best
    }
}
