/// Reads the binary form of PostgreSQL's decimal numbers, which sums of integers and the like come as.
enum PostgreSQLNumeric {
    /// An integer when the number is one that fits, else the nearest floating-point number; null for NaN.
    ///
    /// The form: four 16-bit numbers (count of digits, weight of the first, sign, decimals), then digits to the base 10,000.
    static func value(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        guard bytes.count >= 8 else { return .null }
        func field(_ index: Int) -> Int { Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self))) }
        let count = field(0)
        let weight = field(1)
        let sign = UInt16(truncatingIfNeeded: field(2))
        guard count >= 0, bytes.count >= 8 + count * 2 else { return .null }
        switch sign {
        case 0xC000: return .null
        case 0xD000: return .real(.infinity)
        case 0xF000: return .real(-.infinity)
        default: break
        }
        let digits = (0..<count).map { field(4 + $0) }
        let isNegative = sign == 0x4000
        return integer(digits, weight: weight, isNegative: isNegative) ?? real(digits, weight: weight, isNegative: isNegative)
    }

    private static func integer(_ digits: [Int], weight: Int, isNegative: Bool) -> SQLValue? {
        if digits.isEmpty { return .integer(0) }
        guard weight >= 0, weight < 5, digits.count <= weight + 1 else { return nil }
        var value: Int64 = 0
        for place in 0...weight {
            let digit = Int64(place < digits.count ? digits[place] : 0)
            let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, overflows) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
            if isTooLarge || overflows { return nil }
            value = sum
        }
        return .integer(value)
    }

    private static func real(_ digits: [Int], weight: Int, isNegative: Bool) -> SQLValue {
        var text = isNegative ? "-" : ""
        for digit in digits { text += String(String(10_000 + digit).dropFirst()) }
        return .real(Double("\(text)e\((weight + 1 - digits.count) * 4)") ?? .nan)
    }
}
