/// One column of a strip of the table of longest common subsequences: a bit is zero where the length grows from one place of the pattern
/// to the next.
///
/// What goes from one strip to the next in a column is one bit: whether the length grows there from the column before.
struct SubsequenceStrip {
    private(set) var bits = StripBits(repeating: .max)

    /// How much the length grows over the first places of the strip.
    func length(places: Int) -> Int { places - bits.count(places: places) }

    /// Goes through the first columns, or all; `carries` holds what the strip above handed down in each, then what this one hands down.
    /// `visit` sees the strip after each column.
    @inline(__always)
    mutating func sweep(
        _ text: [Int32], _ masks: StripMasks, columns: Int? = nil, carries: inout [UInt8],
        visit: (_ column: Int, StripBits) -> Void = { _, _ in }
    ) {
        var bits = bits
        let columns = columns ?? text.count
        masks.bits.withUnsafeBufferPointer { table in
            carries.withUnsafeMutableBufferPointer { carries in
                text.withUnsafeBufferPointer { text in
                    if masks.isNarrow {
                        for column in 0..<columns {
                            let carry = Self.advance(&bits.first, table[Int(text[column])].first, UInt64(carries[column]))
                            carries[column] = UInt8(truncatingIfNeeded: carry)
                            visit(column, bits)
                        }
                    } else {
                        for column in 0..<columns {
                            let carry = Self.advance(&bits, table[Int(text[column])], UInt64(carries[column]))
                            carries[column] = UInt8(truncatingIfNeeded: carry)
                            visit(column, bits)
                        }
                    }
                }
            }
        }
        self.bits = bits
    }

    @inline(__always)
    private static func advance(_ bits: inout StripBits, _ mask: StripBits, _ carry: UInt64) -> UInt64 {
        var carry = advance(&bits.first, mask.first, carry)
        carry = advance(&bits.second, mask.second, carry)
        carry = advance(&bits.third, mask.third, carry)
        return advance(&bits.fourth, mask.fourth, carry)
    }

    @inline(__always)
    private static func advance(_ row: inout UInt64, _ mask: UInt64, _ carry: UInt64) -> UInt64 {
        let matching = row & mask
        let (sum, overflowed) = row.addingReportingOverflow(matching)
        let (carried, overflowedAgain) = sum.addingReportingOverflow(carry)
        row = carried | (row & ~mask)
        return overflowed || overflowedAgain ? 1 : 0
    }
}
