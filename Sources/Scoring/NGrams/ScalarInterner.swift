/// Dense numbers for Unicode scalars, in order of first occurrence; ASCII needs no hashing.
struct ScalarInterner {
    /// How many different scalars there are; the numbers are below it.
    private(set) var count = 0
    private var ascii = [Int32](repeating: -1, count: 128)
    private var others: [UInt32: Int32] = [:]

    /// The numbers of a text's scalars; with `skippingWhitespace` those that Python calls white space are left out.
    mutating func intern(_ bytes: [UInt8], in part: Range<Int>? = nil, skippingWhitespace: Bool = false) -> [Int32] {
        let part = part ?? 0..<bytes.count
        var numbers: [Int32] = []
        numbers.reserveCapacity(part.count)
        var position = part.lowerBound
        while position < part.upperBound {
            let scalar = decodeScalar(bytes, at: position)
            position += scalar.length
            if skippingWhitespace, isPythonWhitespace(scalar.value) { continue }
            numbers.append(intern(scalar.value))
        }
        return numbers
    }

    /// The number of one scalar.
    @inline(__always)
    mutating func intern(_ scalar: UInt32) -> Int32 {
        guard scalar < 0x80 else { return internOther(scalar) }
        let known = ascii[Int(scalar)]
        if known >= 0 { return known }
        ascii[Int(scalar)] = Int32(truncatingIfNeeded: count)
        count += 1
        return ascii[Int(scalar)]
    }

    private mutating func internOther(_ scalar: UInt32) -> Int32 {
        if let known = others[scalar] { return known }
        let number = Int32(truncatingIfNeeded: count)
        others[scalar] = number
        count += 1
        return number
    }
}
