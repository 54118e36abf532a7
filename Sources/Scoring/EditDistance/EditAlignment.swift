/// Counts the edits of one cheapest alignment of `hypothesis` to `reference`, numbers below `vocabulary`.
///
/// Of several cheapest alignments it takes the one rapidfuzz (and so jiwer) takes: after cutting off what both share at the ends,
/// traced back from the end, a deletion first, then an insertion, then a substitution. (rapidfuzz splits pairs of more than about
/// four million cells first, and may then choose another alignment of the same cost.)
/// O(|a|·|b| / 64) time; memory is eight words per hypothesis token and one byte per 256 cells.
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

/// The vertical differences of the edit distance table, one strip of 256 rows at a time, from the last strip to the first.
private struct EditTable {
    private let rows: [Int32]
    private let columns: [Int32]
    private var masks: StripMasks
    private var carries: [[UInt8]]
    private var strip = -1
    private var up: [StripBits]
    private var down: [StripBits]

    init(_ rows: [Int32], _ columns: [Int32], vocabulary: Int) {
        (self.rows, self.columns) = (rows, columns)
        masks = StripMasks(vocabulary: vocabulary)
        carries = [[UInt8](repeating: EditCarry.top, count: columns.count)]
        up = [StripBits](repeating: StripBits(repeating: 0), count: columns.count)
        down = up
        for number in 0..<(StripMasks.strips(rows) - 1) {
            _ = masks.load(rows, strip: number)
            var next = carries[number]
            var strip = EditStrip<LevenshteinColumn>()
            strip.sweep(columns, masks, carries: &next)
            carries.append(next)
        }
    }

    /// Whether the distance grows by one from the place above to this one, after the given column. Neither rows nor columns may be asked
    /// for in rising order.
    mutating func grows(_ row: Int, _ column: Int) -> Bool {
        load(row / StripMasks.places, columns: column + 1)
        return up[column].contains(row % StripMasks.places)
    }

    /// Whether it shrinks.
    mutating func shrinks(_ row: Int, _ column: Int) -> Bool {
        load(row / StripMasks.places, columns: column + 1)
        return down[column].contains(row % StripMasks.places)
    }

    private mutating func load(_ wanted: Int, columns count: Int) {
        guard wanted != strip else { return }
        strip = wanted
        _ = masks.load(rows, strip: wanted)
        var state = EditStrip<LevenshteinColumn>()
        var (ups, downs): ([StripBits], [StripBits]) = ([], [])
        swap(&ups, &up)
        swap(&downs, &down)
        state.sweep(columns, masks, columns: count, carries: &carries[wanted]) { column, strip in
            ups[column] = strip.ups
            downs[column] = strip.downs
        }
        swap(&ups, &up)
        swap(&downs, &down)
    }
}
