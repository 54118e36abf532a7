/// For each place of `long` the smallest start of a window from which the place adds to the common subsequence: that of `short` and
/// `long[l..<r]` has as many tokens as there are places p in l..<r whose origin is at most l. An origin past the place means "never".
///
/// This is the semi-local form of the longest common subsequence (Tiskin 2008, arXiv:0707.3619; Alves, Cáceres and Song 2008): a strand
/// enters every column from above and every row from the left, and where two meet they cross, unless the tokens are the same or the two
/// have crossed before. O(|short|·|long|) time, O(|short| + |long|) memory for tokens below `vocabulary`.
func windowOrigins(of short: [Int32], in long: [Int32], vocabulary: Int) -> [Int32] {
    var origins = (0..<Int32(truncatingIfNeeded: long.count)).map { $0 + 1 }
    var numbers = [Int16](repeating: 0, count: vocabulary)
    for top in stride(from: 0, to: short.count, by: StrandTile.mostRows) {
        let rows = short[top..<min(short.count, top + StrandTile.mostRows)]
        for (offset, token) in rows.enumerated() { numbers[Int(token)] = Int16(truncatingIfNeeded: offset + 1) }
        let rowTokens = rows.map { numbers[Int($0)] }
        // Strands from the left are all alike: they come from before every window.
        var strands = [Int32](repeating: 0, count: rows.count)
        for left in stride(from: 0, to: long.count, by: StrandTile.mostColumns) {
            let columns = left..<min(long.count, left + StrandTile.mostColumns)
            let tile = StrandTile(rows: rowTokens, columns: long[columns].map { numbers[Int($0)] })
            tile.cross(&strands, &origins, columns, count: long.count + 1)
        }
        for token in rows { numbers[Int(token)] = 0 }
    }
    return origins
}
