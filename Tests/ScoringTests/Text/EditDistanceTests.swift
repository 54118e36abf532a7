import Testing

@testable import Scoring

/// Distances and windows held against tables that are filled cell by cell as their definitions say.
@Suite struct EditDistanceTests {
    /// Pairs of random texts: short ones of few letters, edited copies with swaps, and some longer than a strip of places.
    static let pairs: [(left: String, right: String)] = {
        var random = Draws(state: 11)
        let alphabets = ["ab", "abc", "aé文🙂", "abcdefghijklmnopqrstuvwxyz ", "\u{0}\u{301}e\u{FEFF}"].map { Array($0.unicodeScalars) }
        return (0..<400).map { number in
            let letters = alphabets[number % alphabets.count]
            let longest = number % 40 == 0 ? 600 : 12
            let left = (0..<random.below(longest + 1)).map { _ in letters[random.below(letters.count)] }
            var right = number % 3 == 0 ? left : (0..<random.below(longest + 1)).map { _ in letters[random.below(letters.count)] }
            if number % 3 == 0 {
                for _ in 0..<(right.count / 3) {
                    let place = random.below(right.count - 1)
                    right.swapAt(place, place + 1)
                    if random.below(2) == 0 { right.insert(letters[random.below(letters.count)], at: place + 1) }
                }
            }
            return (String(String.UnicodeScalarView(left)), String(String.UnicodeScalarView(right)))
        }
    }()

    @Test(arguments: pairs)
    func `distances agree with their tables`(left: String, right: String) {
        let pair = TextDistance(left, right)
        #expect(pair.levenshtein == table(pair.left, pair.right, swaps: .none))
        #expect(pair.optimalStringAlignment == table(pair.left, pair.right, swaps: .neighbours))
        #expect(pair.damerauLevenshtein == table(pair.left, pair.right, swaps: .any))
        #expect(pair.commonSubsequence == subsequence(pair.left[...], pair.right[...]))
        #expect(TextDistance(right, left).damerauLevenshtein == pair.damerauLevenshtein)
        let counts = alignmentCounts(reference: pair.left, hypothesis: pair.right, vocabulary: pair.vocabulary)
        #expect(counts.edits == pair.levenshtein && counts.referenceLength == pair.left.count)
    }

    @Test(arguments: pairs.filter { $0.left.unicodeScalars.count < 100 })
    func `the best window is the best of all windows`(left: String, right: String) {
        let pair = TextDistance(left, right)
        let (short, long) = pair.left.count <= pair.right.count ? (pair.left, pair.right) : (pair.right, pair.left)
        var best = windows(short, long)
        if short.count == long.count { best = max(best, windows(long, short)) }
        #expect(partialSimilarity(pair.left, pair.right, vocabulary: pair.vocabulary) == best)
    }

    @Test func `windows are found across the borders of tiles`() {
        var random = Draws(state: 5)
        let long = (0..<(StrandTile.mostColumns + 300)).map { _ in Int32(random.below(4)) }
        let start = StrandTile.mostColumns - 20
        let origins = windowOrigins(of: Array(long[start..<(start + 40)]), in: long, vocabulary: 4)
        for (first, length) in [(0, 40), (start - 7, 40), (start, 40), (start + 3, 12)] {
            let inWindow = (first..<(first + length)).count { origins[$0] <= first }
            #expect(inWindow == subsequence(long[start..<(start + 40)], long[first..<(first + length)]))
        }
        let short = (0..<(StrandTile.mostRows + 90)).map { _ in Int32(random.below(4)) }
        let across = windowOrigins(of: short, in: Array(long[..<120]), vocabulary: 4)
        #expect(across.count { $0 == 0 } == subsequence(short[...], long[..<120]))
        #expect((30..<90).count { across[$0] <= 30 } == subsequence(short[...], long[30..<90]))
    }

    private enum Swaps { case none, neighbours, any }

    private func table(_ left: [Int32], _ right: [Int32], swaps: Swaps) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var cells = (0...left.count).map { row in (0...right.count).map { row == 0 ? $0 : row } }
        var lastRow: [Int32: Int] = [:]
        for row in 1...left.count {
            var lastColumn = 0
            for column in 1...right.count {
                let isMatch = left[row - 1] == right[column - 1]
                var best = min(cells[row - 1][column - 1] + (isMatch ? 0 : 1), cells[row - 1][column] + 1, cells[row][column - 1] + 1)
                let (otherRow, otherColumn) = (lastRow[right[column - 1]] ?? 0, lastColumn)
                if otherRow > 0, otherColumn > 0 {
                    let between = row - otherRow - 1 + column - otherColumn - 1
                    if swaps == .any || swaps == .neighbours && between == 0 {
                        best = min(best, cells[otherRow - 1][otherColumn - 1] + between + 1)
                    }
                }
                cells[row][column] = best
                if isMatch { lastColumn = column }
            }
            lastRow[left[row - 1]] = row
        }
        return cells[left.count][right.count]
    }

    private func windows(_ short: [Int32], _ long: [Int32]) -> Double {
        guard !short.isEmpty else { return long.isEmpty ? 1 : 0 }
        return ((1 - short.count)..<long.count).map { start in
            let window = long[max(0, start)..<min(long.count, start + short.count)]
            let sum = short.count + window.count
            return 1 - Double(sum - 2 * subsequence(short[...], window)) / Double(sum)
        }.max() ?? 0
    }

    private func subsequence(_ left: ArraySlice<Int32>, _ right: ArraySlice<Int32>) -> Int {
        var row = [Int](repeating: 0, count: right.count + 1)
        for one in left {
            var diagonal = 0
            for (column, other) in right.enumerated() {
                (diagonal, row[column + 1]) = (row[column + 1], one == other ? diagonal + 1 : max(row[column], row[column + 1]))
            }
        }
        return row[right.count]
    }
}

/// Draws that are the same in every run.
struct Draws {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
