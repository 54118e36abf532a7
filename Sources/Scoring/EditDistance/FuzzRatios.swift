/// rapidfuzz's ratios of two texts, from 0 to 100: indel similarity of the texts, of their best windows, or of their words.
public struct FuzzRatios: Sendable {
    private let left: [UInt8]
    private let right: [UInt8]

    /// Prepares two texts; nothing is lower-cased or stripped.
    public init(_ left: String, _ right: String) {
        (self.left, self.right) = (Array(left.utf8), Array(right.utf8))
    }

    /// Indel similarity of the whole texts. 100 when both are empty.
    public var ratio: Double { TextDistance(left, right).indelSimilarity * 100 }

    /// The best indel similarity of the shorter text with a window of the longer one. O(|a|·|b|), eight cells at a time.
    public var partialRatio: Double {
        let pair = TextDistance(left, right)
        return partialSimilarity(pair.left, pair.right, vocabulary: pair.vocabulary) * 100
    }

    /// ``ratio`` of the words, sorted and joined by spaces.
    public var tokenSortRatio: Double {
        TextDistance(joined(sortedWords(left)), joined(sortedWords(right))).indelSimilarity * 100
    }

    /// The best of three ratios between the words in common and these with the words of either side; 100 when one side's words are
    /// all in the other, 0 when a side has no words.
    public var tokenSetRatio: Double {
        let (mine, theirs) = (Set(sortedWords(left)), Set(sortedWords(right)))
        guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
        let common = mine.intersection(theirs)
        let (onlyMine, onlyTheirs) = (mine.subtracting(common), theirs.subtracting(common))
        if !common.isEmpty, onlyMine.isEmpty || onlyTheirs.isEmpty { return 100 }
        let pair = TextDistance(joined(onlyMine.sorted(by: precedes)), joined(onlyTheirs.sorted(by: precedes)))
        let commonLength = scalarCount(joined(Array(common)))
        let separator = commonLength > 0 ? 1 : 0
        let myLength = commonLength + separator + pair.left.count
        let theirLength = commonLength + separator + pair.right.count
        var best = share(pair.indel, of: myLength + theirLength)
        if commonLength > 0 {
            best = max(best, share(separator + pair.left.count, of: commonLength + myLength))
            best = max(best, share(separator + pair.right.count, of: commonLength + theirLength))
        }
        return best
    }

    private func share(_ distance: Int, of total: Int) -> Double {
        total == 0 ? 100 : 100 - 100 * Double(distance) / Double(total)
    }

    private func sortedWords(_ text: [UInt8]) -> [[UInt8]] {
        words(text).map { Array(text[$0]) }.sorted(by: precedes)
    }

    /// Words as rapidfuzz cuts them: in texts of Latin-1 only, U+0085 and U+00A0 are no white space.
    private func words(_ text: [UInt8]) -> [Range<Int>] {
        guard text.contains(0xC2), text.allSatisfy({ $0 <= 0xC3 }) else { return pythonWhitespaceSplit(text) }
        var words: [Range<Int>] = []
        var start = -1
        for (place, byte) in text.enumerated() {
            if byte < 0x80, isPythonWhitespaceASCII(byte) {
                if start >= 0 { words.append(start..<place) }
                start = -1
            } else if start < 0 {
                start = place
            }
        }
        if start >= 0 { words.append(start..<text.count) }
        return words
    }

    private func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }

    private func joined(_ words: [[UInt8]]) -> [UInt8] { Array(words.joined(separator: [0x20])) }

    private func scalarCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
