/// The ranks of a vocabulary file: lines of base64, a space and a decimal rank.
func tiktokenRanks(_ file: [UInt8]) throws(DictionaryError) -> ByteStringTable {
    var ranks = ByteStringTable(minimumCapacity: file.count / 16)
    var key: [UInt8] = []
    var line = 0
    var position = 0
    while position < file.count {
        line += 1
        key.removeAll(keepingCapacity: true)
        var rank = -1
        let end = file[position...].firstIndex(of: 0x0A) ?? file.count
        if let space = file[position..<end].firstIndex(of: 0x20), appendBase64(file[position..<space], to: &key) {
            rank = decimal(file[(space + 1)..<end]) ?? -1
        }
        if position < end {
            let known = rank < 0 ? nil : key.withUnsafeBytes { ranks.value(of: $0, inserting: Int32(truncatingIfNeeded: rank)) }
            guard known != nil else { throw DictionaryError("line \(line) of the vocabulary is no base64 text with a rank") }
        }
        position = end + 1
    }
    return ranks
}

private func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits where digit != 0x0D {
        guard isASCIIDigit(digit), value < 1 << 30 else { return nil }
        value = value * 10 + Int(digit - 0x30)
    }
    return digits.isEmpty || value > Int(Int32.max) ? nil : value
}

/// Appends decoded base64; false when it holds other characters.
private func appendBase64(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for character in text where character != UInt8(ascii: "=") {
        let digit: UInt8
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): digit = 62
        case UInt8(ascii: "/"): digit = 63
        default: return false
        }
        bits = bits << 6 | UInt32(digit)
        held += 6
        if held >= 8 {
            held -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> held))
        }
    }
    return true
}
