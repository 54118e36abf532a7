/// The edit operations that cost 1 in ``editDistance(_:_:vocabulary:swaps:)``.
enum NeighbourSwaps {
    /// Insertions, deletions and substitutions: Levenshtein's distance.
    case forbidden
    /// Also swaps of neighbours, nothing being edited twice: optimal string alignment.
    case allowed
}

/// The edit distance of two sequences of numbers below `vocabulary`.
///
/// Bit-parallel after Myers (1999, doi:10.1145/316542.316550) and Hyyrö (2003): O(|a|·|b| / 64) time, O(|a| + |b|) memory.
func editDistance(_ left: [Int32], _ right: [Int32], vocabulary: Int, swaps: NeighbourSwaps = .forbidden) -> Int {
    let (left, right, _) = withoutCommonEnds(left, right)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    let (pattern, text) = left.count <= right.count ? (left, right) : (right, left)
    var masks = BlockMasks(vocabulary: vocabulary)
    let blocks = (pattern.count + 63) / 64
    var carries = EditCarries(columns: text.count)
    var distance = pattern.count
    for block in 0..<blocks {
        let last = UInt64(masks.load(pattern, block: block) - 1)
        var state = EditColumn()
        for (column, token) in text.enumerated() {
            let carry = carries[column]
            let out = state.advance(masks.words[Int(token)], carry, lastPlace: last, swaps: swaps == .allowed)
            if block + 1 < blocks { carries[column] = out } else { distance += Int(out.up) - Int(out.down) }
        }
    }
    return distance
}

/// What a block of rows hands down to the next in one column: whether the distance grows or shrinks there, and whether a swap may
/// reach across.
struct EditCarry {
    var up: UInt64
    var down: UInt64
    var swap: UInt64
}

/// ``EditCarry`` of every column; above the first block the distance always grows.
struct EditCarries {
    private var up: ColumnBits
    private var down: ColumnBits
    private var swap: ColumnBits

    init(columns: Int) {
        up = ColumnBits(columns: columns, all: true)
        down = ColumnBits(columns: columns)
        swap = ColumnBits(columns: columns)
    }

    subscript(column: Int) -> EditCarry {
        @inline(__always) get { EditCarry(up: up[column], down: down[column], swap: swap[column]) }
        @inline(__always) set {
            up[column] = newValue.up
            down[column] = newValue.down
            swap[column] = newValue.swap
        }
    }
}

/// The vertical differences of one column of a block: bit i of `up` (`down`) says that the distance grows (shrinks) from place i-1
/// to place i.
struct EditColumn {
    var up = UInt64.max
    var down: UInt64 = 0
    private var diagonalZero: UInt64 = 0
    private var previousMask: UInt64 = 0

    /// Moves on by one column; returns what goes to the block below (or, at the last place, to the distance itself).
    @inline(__always)
    mutating func advance(_ mask: UInt64, _ carry: EditCarry, lastPlace: UInt64, swaps: Bool) -> EditCarry {
        let matching = mask | carry.down
        var zero = (((matching & up) &+ up) ^ up) | matching | down
        var swapOut: UInt64 = 0
        if swaps {
            let swappable = ~diagonalZero & mask
            zero |= (swappable << 1 | carry.swap) & previousMask
            swapOut = swappable >> 63
            previousMask = mask
        }
        let grows = down | ~(zero | up)
        let shrinks = zero & up
        let out = EditCarry(up: grows >> lastPlace & 1, down: shrinks >> lastPlace & 1, swap: swapOut)
        let shiftedGrows = grows << 1 | carry.up
        let shiftedShrinks = shrinks << 1 | carry.down
        up = shiftedShrinks | ~(zero | shiftedGrows)
        down = zero & shiftedGrows
        diagonalZero = zero
        return out
    }
}
