/// The ranks of a vocabulary file: lines of base64, a space and a decimal rank.
func tiktokenRanks(_ file: [UInt8]) throws(DictionaryError) -> ByteStringTable {
    var ranks = ByteStringTable(minimumCapacity: file.count / 16)
    let badLine = file.withUnsafeBufferPointer { readTiktoken($0, into: &ranks) }
    if let badLine { throw DictionaryError("line \(badLine) of the vocabulary is no base64 text with a rank") }
    return ranks
}

/// Enters the lines of a vocabulary file; gives the number of the first that is none, else nil.
private func readTiktoken(_ file: UnsafeBufferPointer<UInt8>, into ranks: inout ByteStringTable) -> Int? {
    var key: [UInt8] = []
    var line = 0
    var position = 0
    while position < file.count {
        line += 1
        key.removeAll(keepingCapacity: true)
        let start = position
        var isText = appendBase64(file, &position, to: &key)
        isText = isText && position < file.count && file[position] == 0x20
        position += 1
        let rank = isText ? decimal(file, &position) : nil
        if let rank {
            guard key.withUnsafeBytes({ ranks.value(of: $0, inserting: rank) }) != nil else { return line }
        } else if file[start] != 0x0A {
            return line
        } else {
            position = start + 1
        }
    }
    return nil
}

/// The number from a position up to the end of the line, and the position behind that; nil when there is something else.
private func decimal(_ file: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int32? {
    var value = 0
    let start = position
    while position < file.count, file[position] != 0x0A {
        let digit = file[position]
        position += 1
        if digit == 0x0D { continue }
        guard isASCIIDigit(digit), value < 1 << 30 else { return nil }
        value = value * 10 + Int(digit - 0x30)
    }
    let isEmpty = position == start
    position += 1
    return isEmpty ? nil : Int32(exactly: value)
}

/// Appends decoded base64 up to the next space or end of a line, and moves the position there; false when there are other characters.
private func appendBase64(_ file: UnsafeBufferPointer<UInt8>, _ position: inout Int, to bytes: inout [UInt8]) -> Bool {
    base64Digits.withUnsafeBufferPointer { digits in
        var bits: UInt32 = 0
        var held: UInt32 = 0
        while position < file.count, file[position] != 0x20, file[position] != 0x0A {
            let digit = digits[Int(file[position])]
            position += 1
            if digit == padding { continue }
            guard digit < padding else { return false }
            bits = bits << 6 | UInt32(digit)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        return true
    }
}

/// Stands for `=` among the digits of base64.
private let padding: UInt8 = 64

/// What each byte stands for in base64; 255 for those that stand for nothing.
private let base64Digits: [UInt8] = {
    var digits = [UInt8](repeating: 255, count: 256)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, letter) in letters.utf8.enumerated() { digits[Int(letter)] = UInt8(value) }
    digits[Int(UInt8(ascii: "="))] = padding
    return digits
}()
