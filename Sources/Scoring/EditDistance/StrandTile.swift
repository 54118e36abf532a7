/// A part of the table that strands run through, small enough for strands and tokens to be numbered in 15 bits.
///
/// Cells of one diagonal do not depend on each other, so eight are done at once (Mishin, Berezun and Tiskin 2021,
/// doi:10.1145/3472456.3472519).
struct StrandTile {
    /// How many rows a tile has at most: a diagonal then fits a processor's nearest cache.
    static let mostRows = 2048
    /// How many columns a tile has at most: with the rows, fewer than 15 bits count.
    static let mostColumns = 30_000

    private typealias Cells = SIMD8<Int16>
    /// Tokens of the rows from the last to the first, then some that match nothing.
    private let rows: [Int16]
    /// Tokens of the columns, then some that match nothing.
    private let columns: [Int16]
    private let height: Int
    private let width: Int

    /// A tile of tokens that are the same where their numbers are; none is negative, and no row's is 0.
    init(rows: [Int16], columns: [Int16]) {
        (height, width) = (rows.count, columns.count)
        self.rows = rows.reversed() + [Int16](repeating: -1, count: Cells.scalarCount)
        self.columns = columns + [Int16](repeating: -2, count: Cells.scalarCount)
    }

    /// Leads strands, of which there are `count` numbers, through the tile: those of the rows from left to right, and those in the given
    /// part of the columns from top to bottom.
    func cross(_ rowStrands: inout [Int32], _ columnStrands: inout [Int32], _ part: Range<Int>, count: Int) {
        let numbers = StrandNumbers(of: rowStrands, columnStrands[part], count: count)
        // Behind the last row and column stand strands that nothing moves.
        var fromLeft = rowStrands.reversed().map { numbers[$0] } + [Int16](repeating: 0, count: Cells.scalarCount)
        var fromAbove = columnStrands[part].map { numbers[$0] } + [Int16](repeating: .max, count: Cells.scalarCount)
        crossDiagonals(&fromLeft, &fromAbove)
        for row in 0..<height { rowStrands[row] = numbers.strands[Int(fromLeft[height - 1 - row])] }
        for (offset, column) in part.enumerated() { columnStrands[column] = numbers.strands[Int(fromAbove[offset])] }
    }

    private func crossDiagonals(_ fromLeft: inout [Int16], _ fromAbove: inout [Int16]) {
        fromLeft.withUnsafeMutableBytes { fromLeft in
            fromAbove.withUnsafeMutableBytes { fromAbove in
                rows.withUnsafeBytes { rows in
                    columns.withUnsafeBytes { columns in
                        for diagonal in 0..<(height + width - 1) {
                            let first = max(0, diagonal - height + 1)
                            let last = min(diagonal, width - 1)
                            var (row, column) = ((height - 1 - diagonal + first) * 2, first * 2)
                            while column <= last * 2 {
                                let (left, above) = (Self.load(fromLeft, row), Self.load(fromAbove, column))
                                let isMatch = Self.load(rows, row) .== Self.load(columns, column)
                                let kept = above.replacing(with: 0, where: isMatch)
                                let below = kept.replacing(with: left, where: left .> kept)
                                fromAbove.storeBytes(of: below, toByteOffset: column, as: Cells.self)
                                fromLeft.storeBytes(of: left ^ above ^ below, toByteOffset: row, as: Cells.self)
                                row += Cells.scalarCount * 2
                                column += Cells.scalarCount * 2
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeMutableRawBufferPointer, _ offset: Int) -> Cells {
        bytes.loadUnaligned(fromByteOffset: offset, as: Cells.self)
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Cells {
        bytes.loadUnaligned(fromByteOffset: offset, as: Cells.self)
    }
}

/// Numbers in 15 bits, in the same order, for those of many strands that enter a tile.
struct StrandNumbers {
    /// The strands by their numbers.
    private(set) var strands: [Int32] = []
    private var bits: [UInt64]
    private var before: [Int16]

    init(of rows: [Int32], _ columns: ArraySlice<Int32>, count: Int) {
        bits = [UInt64](repeating: 0, count: (count + 63) / 64)
        for strand in rows { bits[Int(strand) >> 6] |= 1 << UInt64(strand & 63) }
        for strand in columns { bits[Int(strand) >> 6] |= 1 << UInt64(strand & 63) }
        before = []
        before.reserveCapacity(bits.count)
        strands.reserveCapacity(rows.count + columns.count)
        for (word, bits) in bits.enumerated() {
            before.append(Int16(truncatingIfNeeded: strands.count))
            var left = bits
            while left != 0 {
                strands.append(Int32(truncatingIfNeeded: word * 64 + left.trailingZeroBitCount))
                left &= left - 1
            }
        }
    }

    /// The number of a strand.
    subscript(strand: Int32) -> Int16 {
        let word = Int(strand) >> 6
        let below = bits[word] & (1 << UInt64(strand & 63) - 1)
        return before[word] + Int16(truncatingIfNeeded: below.nonzeroBitCount)
    }
}
