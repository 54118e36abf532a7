/// Finds the numbers that people and models write in running text.
///
/// Reads `-1,234.50`, `−3` (with the minus sign U+2212), `$5`, `-$5`, `.5`, `1e3`, `40 %` and `3/4`; a hyphen after a letter or a digit
/// is no sign, and a comma belongs to a number only in front of groups of three digits. O(length), ASCII digits only.
struct NumberScanner {
    let bytes: [UInt8]
    /// Whether `3/4` is one number, three quarters, or two.
    let readsFractions: Bool

    /// The numbers from left to right.
    func numbers() -> [ExtractedNumber] {
        var found: [ExtractedNumber] = []
        var position = 0
        while position < bytes.count {
            let mayBegin = bytes[position] &- 0x30 < 10 || bytes[position] == UInt8(ascii: ".")
            guard mayBegin, let (magnitude, end) = magnitude(at: position) else {
                position += 1
                continue
            }
            let number = number(at: position, magnitude, until: end)
            if number.value.isFinite { found.append(number) }
            position = number.range.upperBound
        }
        return found
    }

    /// The number around a magnitude: its sign in front, its denominator and percent sign behind.
    private func number(at start: Int, _ magnitude: Double, until end: Int) -> ExtractedNumber {
        let sign = sign(before: start)
        var value = sign.isNegative ? -magnitude : magnitude
        var limit = end
        if readsFractions, !follows(start, UInt8(ascii: "/")), let (denominator, after) = denominator(at: end) {
            (value, limit) = (value / denominator, after)
        }
        let mark = byte(limit) == 0x20 ? byte(limit + 1) : byte(limit)
        return ExtractedNumber(value: value, isPercent: mark == UInt8(ascii: "%"), range: sign.start..<limit)
    }

    /// An unsigned decimal number and where it ends.
    private func magnitude(at start: Int) -> (Double, Int)? {
        var digits: [UInt8] = []
        var position = start
        while let digit = digit(position) {
            digits.append(digit)
            position += 1
        }
        if digits.count <= 3, !digits.isEmpty {
            while byte(position) == UInt8(ascii: ","), isGroup(position + 1) {
                digits += bytes[position + 1...position + 3]
                position += 4
            }
        }
        let isGlued = position == start && start > 0 && digit(start - 1) != nil
        if byte(position) == UInt8(ascii: "."), digit(position + 1) != nil, !isGlued {
            digits.append(UInt8(ascii: "."))
            position += 1
            while let digit = digit(position) {
                digits.append(digit)
                position += 1
            }
        }
        guard position > start else { return nil }
        if byte(position) == UInt8(ascii: "e") || byte(position) == UInt8(ascii: "E") {
            let isSigned = byte(position + 1) == UInt8(ascii: "+") || byte(position + 1) == UInt8(ascii: "-")
            var end = position + (isSigned ? 2 : 1)
            if digit(end) != nil {
                while digit(end) != nil { end += 1 }
                digits += bytes[position..<end]
                position = end
            }
        }
        if digits.first == UInt8(ascii: ".") { digits.insert(UInt8(ascii: "0"), at: 0) }
        return Double(String(decoding: digits, as: UTF8.self)).map { ($0, position) }
    }

    /// Exactly three digits.
    private func isGroup(_ position: Int) -> Bool {
        digit(position) != nil && digit(position + 1) != nil && digit(position + 2) != nil && digit(position + 3) == nil
    }

    private func denominator(at position: Int) -> (Double, Int)? {
        guard byte(position) == UInt8(ascii: "/"), digit(position + 1) != nil, let (value, end) = magnitude(at: position + 1) else {
            return nil
        }
        return value > 0 && byte(end) != UInt8(ascii: "/") ? (value, end) : nil
    }

    /// The sign before a number, behind a currency sign if there is one, and where they begin.
    private func sign(before start: Int) -> (isNegative: Bool, start: Int) {
        let money = start - currencyLength(before: start)
        if let found = sign(endingAt: start) { return (found.isNegative, found.start - currencyLength(before: found.start)) }
        if money < start, let found = sign(endingAt: money) { return found }
        return (false, money)
    }

    /// A sign that ends at a place and does not follow a word, as a hyphen or a minus between two numbers does.
    private func sign(endingAt place: Int) -> (isNegative: Bool, start: Int)? {
        for (mark, isNegative) in Self.signs where ends(place, with: mark) {
            let start = place - mark.count
            if start == 0 || !isWordByte(bytes[start - 1]) { return (isNegative, start) }
        }
        return nil
    }

    private static let signs: [([UInt8], Bool)] = [
        (Array("-".utf8), true), (Array("\u{2212}".utf8), true), (Array("+".utf8), false),
    ]

    private static let currencies = ["\\$", "$", "€", "£", "¥", "₹"].map { Array($0.utf8) }

    private func currencyLength(before position: Int) -> Int {
        for currency in Self.currencies where ends(position, with: currency) { return currency.count }
        return 0
    }

    private func ends(_ position: Int, with mark: [UInt8]) -> Bool {
        position >= mark.count && bytes[(position - mark.count)..<position].elementsEqual(mark)
    }

    private func follows(_ position: Int, _ mark: UInt8) -> Bool { position > 0 && bytes[position - 1] == mark }

    private func byte(_ position: Int) -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private func digit(_ position: Int) -> UInt8? { byte(position).flatMap { $0 &- 0x30 < 10 ? $0 : nil } }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
    }
}

/// A number found in a text.
public struct ExtractedNumber: Sendable, Hashable {
    /// The number as written: 40 for "40 %".
    public let value: Double
    /// Whether a percent sign follows.
    public let isPercent: Bool
    /// Where it stands, in bytes of the text's UTF-8, with sign and currency.
    public let range: Range<Int>
}
