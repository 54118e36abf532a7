/// Counts the edits of one cheapest alignment of `hypothesis` to `reference`, numbers below `vocabulary`.
///
/// Of several cheapest alignments it takes the one rapidfuzz (and so jiwer) takes: after cutting off what both share at the ends,
/// traced back from the end, a deletion first, then an insertion, then a substitution. (rapidfuzz splits pairs of more than about
/// four million cells first, and may then choose another alignment of the same cost.)
/// O(|a|·|b| / 64) time; memory is two words per hypothesis token and two bits per 64 cells.
func alignmentCounts(reference: [Int32], hypothesis: [Int32], vocabulary: Int) -> EditCounts {
    let (rows, columns, shared) = withoutCommonEnds(reference, hypothesis)
    var counts = EditCounts(hits: shared)
    guard !rows.isEmpty, !columns.isEmpty else {
        return counts + EditCounts(deletions: rows.count, insertions: columns.count)
    }
    var table = EditTable(rows, columns, vocabulary: vocabulary)
    var (row, column) = (rows.count, columns.count)
    while row > 0, column > 0 {
        if table.grows(row - 1, column - 1) {
            row -= 1
            counts.deletions += 1
            continue
        }
        column -= 1
        if column > 0, table.shrinks(row - 1, column - 1) {
            counts.insertions += 1
        } else {
            row -= 1
            if rows[row] == columns[column] { counts.hits += 1 } else { counts.substitutions += 1 }
        }
    }
    return counts + EditCounts(deletions: row, insertions: column)
}

/// The vertical differences of the edit distance table, one block of 64 rows at a time, from the last block to the first.
private struct EditTable {
    private let rows: [Int32]
    private let columns: [Int32]
    private var masks: BlockMasks
    private var carries: [EditCarries]
    private var block = -1
    private var up: [UInt64]
    private var down: [UInt64]

    init(_ rows: [Int32], _ columns: [Int32], vocabulary: Int) {
        (self.rows, self.columns) = (rows, columns)
        masks = BlockMasks(vocabulary: vocabulary)
        carries = [EditCarries(columns: columns.count)]
        up = [UInt64](repeating: 0, count: columns.count)
        down = up
        for block in 0..<((rows.count - 1) / 64) {
            var next = carries[block]
            compute(block) { column, _, out in next[column] = out }
            carries.append(next)
        }
    }

    /// Whether the distance grows by one from the place above to this one, after the given column.
    mutating func grows(_ row: Int, _ column: Int) -> Bool {
        load(row / 64)
        return up[column] >> UInt64(row & 63) & 1 == 1
    }

    /// Whether it shrinks.
    mutating func shrinks(_ row: Int, _ column: Int) -> Bool {
        load(row / 64)
        return down[column] >> UInt64(row & 63) & 1 == 1
    }

    private mutating func load(_ wanted: Int) {
        guard wanted != block else { return }
        block = wanted
        var (up, down) = (up, down)
        compute(wanted) { column, state, _ in
            up[column] = state.up
            down[column] = state.down
        }
        (self.up, self.down) = (up, down)
    }

    private mutating func compute(_ block: Int, _ visit: (Int, EditColumn, EditCarry) -> Void) {
        let last = UInt64(masks.load(rows, block: block) - 1)
        var state = EditColumn()
        for (column, token) in columns.enumerated() {
            let out = state.advance(masks.words[Int(token)], carries[block][column], lastPlace: last, swaps: false)
            visit(column, state, out)
        }
    }
}
