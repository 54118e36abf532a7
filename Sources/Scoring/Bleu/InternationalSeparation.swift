/// mteval-v14's international splitting: `(\P{N})(\p{P})` becomes `$1 $2 `, `(\p{P})(\P{N})` becomes ` $1 $2`, and `(\p{S})`
/// becomes ` $1 `; each pass runs left to right without overlap.
func internationallySeparated(_ bytes: [UInt8]) -> [UInt8] {
    var scalars = unicodeScalars(bytes)
    scalars = pairs(scalars, { scalarKind($0) != .number && scalarKind($1) == .punctuation }, spaceBefore: false)
    scalars = pairs(scalars, { scalarKind($0) == .punctuation && scalarKind($1) != .number }, spaceBefore: true)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    for scalar in scalars {
        let isSymbol = scalarKind(scalar) == .symbol
        if isSymbol { output.append(0x20) }
        appendUTF8(scalar, to: &output)
        if isSymbol { output.append(0x20) }
    }
    return output
}

private func pairs(_ scalars: [UInt32], _ fits: (UInt32, UInt32) -> Bool, spaceBefore: Bool) -> [UInt32] {
    var output: [UInt32] = []
    output.reserveCapacity(scalars.count * 2)
    var position = 0
    while position < scalars.count {
        guard position + 1 < scalars.count, fits(scalars[position], scalars[position + 1]) else {
            output.append(scalars[position])
            position += 1
            continue
        }
        if spaceBefore { output.append(0x20) }
        output.append(scalars[position])
        output.append(0x20)
        output.append(scalars[position + 1])
        if !spaceBefore { output.append(0x20) }
        position += 2
    }
    return output
}

private enum ScalarKind { case number, punctuation, symbol, other }

private func scalarKind(_ scalar: UInt32) -> ScalarKind {
    if scalar < 0x80 {
        switch UInt8(scalar) {
        case 0x30...0x39: return .number
        case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<")...UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            return .symbol
        case let byte where isASCIIPunctuation(byte): return .punctuation
        default: return .other
        }
    }
    guard let category = Unicode.Scalar(scalar)?.properties.generalCategory else { return .other }
    switch category {
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
        .otherPunctuation:
        return .punctuation
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return .symbol
    default: return .other
    }
}
