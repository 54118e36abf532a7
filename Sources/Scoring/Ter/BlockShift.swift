/// A move of neighbouring words of the hypothesis to another place.
struct BlockShift {
    /// Where the words are.
    let start: Int
    /// How many they are.
    let length: Int
    /// Before which word they go, counted before the move.
    let target: Int

    /// The words after the move.
    func applied(to words: [Int32]) -> [Int32] {
        var moved = words
        let block = words[start..<(start + length)]
        moved.removeSubrange(start..<(start + length))
        let place = target > start + length ? target - length : target
        moved.insert(contentsOf: block, at: min(place, moved.count))
        return moved
    }

    /// The first place that the move can change.
    var firstChange: Int { min(start, target) }

    /// tercom's ranking: of equal gains the longer block, then the earlier one, then the earlier target.
    func isPreferred(to other: BlockShift) -> Bool {
        if length != other.length { return length > other.length }
        if start != other.start { return start < other.start }
        return target < other.target
    }
}

/// Which words of either side are errors, and which hypothesis word stands for each reference word.
struct WordAlignment {
    /// For each reference word the hypothesis word aligned with it, or the one before it when it has none.
    private(set) var partner: [Int] = []
    /// Running counts of erroneous reference words: how many there are before each place.
    private(set) var referenceErrors = [0]
    /// The same for the hypothesis.
    private(set) var hypothesisErrors = [0]

    init(_ steps: [EditStep]) {
        var hypothesis = -1
        for step in steps {
            let error = step == .match ? 0 : 1
            if step != .insertion {
                hypothesis += 1
                hypothesisErrors.append((hypothesisErrors.last ?? 0) + error)
            }
            if step != .deletion {
                partner.append(hypothesis)
                referenceErrors.append((referenceErrors.last ?? 0) + error)
            }
        }
    }

    /// Whether a block of hypothesis words and the equal block of reference words are both wrong where they are, and the latter's
    /// first word is not aligned inside the former.
    func isWorthShifting(_ start: Int, _ referenceStart: Int, _ length: Int) -> Bool {
        guard start + length < hypothesisErrors.count, referenceStart + length < referenceErrors.count else { return false }
        return hypothesisErrors[start + length] > hypothesisErrors[start]
            && referenceErrors[referenceStart + length] > referenceErrors[referenceStart]
            && !(start..<(start + length)).contains(partner[referenceStart])
    }

    /// Where a block that equals `length` reference words from `referenceStart` could go: behind the partners of the word before it
    /// and of its own words, each place once.
    func targets(_ referenceStart: Int, _ length: Int) -> [Int] {
        var targets: [Int] = []
        for word in (referenceStart - 1)..<(referenceStart + length) {
            if word >= partner.count { break }
            let target = word < 0 ? 0 : partner[word] + 1
            if target != targets.last { targets.append(target) }
        }
        return targets
    }
}
