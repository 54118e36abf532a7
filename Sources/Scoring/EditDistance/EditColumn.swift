/// What the rows above hand down in one column of a table of edit distances; every part is 0 or 1.
struct EditCarry {
    /// Whether the distance grows along the row above.
    var up: UInt64
    /// Whether it shrinks there.
    var down: UInt64
    /// Whether a swap of neighbours may reach across.
    var swap: UInt64 = 0
    /// Whether the cell above costs no more than the one diagonally before it.
    var zero: UInt64 = 0
    /// Whether the place above holds the column's token.
    var mask: UInt64 = 0

    /// Above the first row the distance always grows.
    static let top: UInt8 = 1

    init(up: UInt64, down: UInt64) { (self.up, self.down) = (up, down) }

    /// A carry from the bits of a byte.
    @inline(__always)
    init(_ byte: UInt8) {
        let bits = UInt64(byte)
        (up, down, swap, zero, mask) = (bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1, bits >> 4 & 1)
    }

    /// All parts in one byte.
    @inline(__always)
    var byte: UInt8 { UInt8(truncatingIfNeeded: up | down << 1 | swap << 2 | zero << 3 | mask << 4) }
}

/// Sixty-four rows of one column of a table of edit distances, as differences from each row to the next.
///
/// Two cells side by side or one above the other differ by at most 1, and one is never less than that diagonally before it, so that a
/// few words hold a column whole (Myers 1999, doi:10.1145/316542.316550). What may be done at cost 1 is up to the type.
protocol EditColumn {
    /// The column left of the first token, where every place costs one more than the one before.
    init()
    /// Bit i: the distance grows by one from place i - 1 to place i.
    var up: UInt64 { get }
    /// Bit i: it shrinks by one.
    var down: UInt64 { get }
    /// Moves on by one column, whose token stands where the mask has bits; returns what goes to the rows below.
    mutating func advance(_ mask: UInt64, _ carry: EditCarry) -> EditCarry
}

/// The vertical differences of a column, which all kinds of it share (Hyyrö 2003).
struct EditDifferences {
    var up = UInt64.max
    var down: UInt64 = 0

    /// Places that cost no more than the one diagonally before them, but for swaps.
    @inline(__always)
    func zeros(_ mask: UInt64, _ carry: EditCarry) -> UInt64 {
        let matching = mask | carry.down
        return (((matching & up) &+ up) ^ up) | matching | down
    }

    /// Moves on by one column, given the places that cost no more than the one diagonally before. `grows` has a bit for every place whose
    /// place above costs one more than left of it.
    @inline(__always)
    mutating func advance(zeros: UInt64, _ carry: EditCarry) -> (carry: EditCarry, grows: UInt64) {
        let grows = down | ~(zeros | up)
        let shrinks = zeros & up
        let (growsAbove, shrinksAbove) = (grows << 1 | carry.up, shrinks << 1 | carry.down)
        up = shrinksAbove | ~(zeros | growsAbove)
        down = zeros & growsAbove
        return (EditCarry(up: grows >> 63, down: shrinks >> 63), growsAbove)
    }
}
