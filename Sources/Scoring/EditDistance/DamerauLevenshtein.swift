/// Damerau's distance without restriction: insertions, deletions, substitutions and swaps of neighbours, where swapped tokens may
/// be edited again (Lowrance and Wagner 1975). O(|a|·|b|) time in the linear memory of Zhao and Sahni (2019,
/// doi:10.1186/s12859-019-2819-0).
func damerauLevenshteinDistance(_ left: [Int32], _ right: [Int32], vocabulary: Int) -> Int {
    let (left, right, _) = withoutCommonEnds(left, right)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var table = DamerauRows(right, vocabulary: vocabulary, longest: max(left.count, right.count))
    for (offset, token) in left.enumerated() { table.advance(token, row: Int32(truncatingIfNeeded: offset + 1)) }
    return table.distance
}

/// The last two rows of the table and, for each column, the cell before the last match in it. Index 0 lies outside the table, so
/// that column j is at j + 1.
private struct DamerauRows {
    private let columns: [Int32]
    private let unreachable: Int32
    private var previous: [Int32]
    private var current: [Int32]
    private var beforeMatch: [Int32]
    private var lastRow: [Int32]

    init(_ columns: [Int32], vocabulary: Int, longest: Int) {
        self.columns = columns
        unreachable = Int32(truncatingIfNeeded: longest + 1)
        previous = [Int32](repeating: unreachable, count: columns.count + 2)
        beforeMatch = previous
        current = [unreachable] + (0...columns.count).map { Int32(truncatingIfNeeded: $0) }
        lastRow = [Int32](repeating: -1, count: vocabulary)
    }

    var distance: Int { Int(current[columns.count + 1]) }

    mutating func advance(_ token: Int32, row: Int32) {
        swap(&previous, &current)
        var lastColumn: Int32 = -1
        var twoRowsBack = current[1]
        var beforeRowMatch = unreachable
        current[1] = row
        for j in 1...columns.count {
            let column = Int32(truncatingIfNeeded: j)
            let isMatch = token == columns[j - 1]
            var best = min(previous[j] + (isMatch ? 0 : 1), current[j] + 1, previous[j + 1] + 1)
            if isMatch {
                lastColumn = column
                beforeMatch[j + 1] = previous[j - 1]
                beforeRowMatch = twoRowsBack
            } else {
                let rowOfToken = lastRow[Int(columns[j - 1])]
                if column - lastColumn == 1 {
                    best = min(best, beforeMatch[j + 1] + (row - rowOfToken))
                } else if row - rowOfToken == 1 {
                    best = min(best, beforeRowMatch + (column - lastColumn))
                }
            }
            twoRowsBack = current[j + 1]
            current[j + 1] = best
        }
        lastRow[Int(token)] = row
    }
}
