/// One column of a strip of 256 rows of a table of edit distances.
struct EditStrip<Column: EditColumn> {
    private(set) var first = Column()
    private(set) var second = Column()
    private(set) var third = Column()
    private(set) var fourth = Column()

    /// How much the distance grows over the first places of the strip.
    func growth(places: Int) -> Int { ups.count(places: places) - downs.count(places: places) }

    /// Where the distance grows from one place to the next.
    @inline(__always)
    var ups: StripBits { StripBits(first.up, second.up, third.up, fourth.up) }

    /// Where it shrinks.
    @inline(__always)
    var downs: StripBits { StripBits(first.down, second.down, third.down, fourth.down) }

    /// Goes through the first columns of a strip, or all; `carries` holds what the strip above handed down in each, then what this one
    /// hands down. `visit` sees the strip after each column.
    @inline(__always)
    mutating func sweep(
        _ text: [Int32], _ masks: StripMasks, columns: Int? = nil, carries: inout [UInt8],
        visit: (_ column: Int, Self) -> Void = { _, _ in }
    ) {
        let isNarrow = masks.isNarrow
        var (first, second, third, fourth) = (first, second, third, fourth)
        masks.bits.withUnsafeBufferPointer { masks in
            carries.withUnsafeMutableBufferPointer { carries in
                text.withUnsafeBufferPointer { text in
                    for column in 0..<(columns ?? text.count) {
                        let mask = masks[Int(text[column])]
                        var carry = EditCarry(carries[column])
                        carry = first.advance(mask.first, carry)
                        if !isNarrow {
                            carry = second.advance(mask.second, carry)
                            carry = third.advance(mask.third, carry)
                            carry = fourth.advance(mask.fourth, carry)
                        }
                        carries[column] = carry.byte
                        visit(column, Self(first: first, second: second, third: third, fourth: fourth))
                    }
                }
            }
        }
        self = Self(first: first, second: second, third: third, fourth: fourth)
    }
}
