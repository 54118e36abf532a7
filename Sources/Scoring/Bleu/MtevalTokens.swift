/// The tokens that mteval's rules cut a text into, in one pass and without writing the spaced text down.
///
/// They are those of ``TokenizerPasses/separatingNumberMarks(_:)`` after ``TokenizerPasses/separatingPunctuation(_:)``, split at white
/// space: punctuation stands alone, periods and commas stay between digits, a dash leaves a digit before it. O(n).
///
/// - Parameter edgesAreSpaces: whether the text is treated as if a space stood on either side of it.
func mtevalTokens(_ bytes: [UInt8], edgesAreSpaces: Bool) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { text in
        var scan = MtevalScan(text, edgesAreSpaces: edgesAreSpaces)
        var position = 0
        while position < text.count { position = scan.step(at: position) }
        scan.close(at: text.count)
        return scan.tokens
    }
}

private struct MtevalScan {
    private(set) var tokens: [Range<Int>] = []
    private let text: UnsafeBufferPointer<UInt8>
    private let edgesAreSpaces: Bool
    private var start = -1

    init(_ text: UnsafeBufferPointer<UInt8>, edgesAreSpaces: Bool) {
        self.text = text
        self.edgesAreSpaces = edgesAreSpaces
        tokens.reserveCapacity(text.count / 4 + 8)
    }

    /// Reads what stands at a position and gives the position behind it.
    @inline(__always)
    mutating func step(at position: Int) -> Int {
        switch MtevalByte(text[position]) {
        case .inner:
            if start < 0 { start = position }
            return position + 1
        case .space:
            close(at: position)
            return position + 1
        case .alone:
            close(at: position)
            tokens.append(position..<(position + 1))
            return position + 1
        case .dash:
            guard position > 0, isASCIIDigit(text[position - 1]) else {
                if start < 0 { start = position }
                return position + 1
            }
            close(at: position)
            tokens.append(position..<(position + 1))
            return position + 1
        case .mark: return marks(at: position)
        case .perhapsSpace:
            let length = spaceLength(at: position)
            if length > 0 { close(at: position) } else if start < 0 { start = position }
            return position + max(1, length)
        }
    }

    /// Ends the token that is open, if any.
    @inline(__always)
    mutating func close(at position: Int) {
        guard start >= 0 else { return }
        tokens.append(start..<position)
        start = -1
    }

    /// A run of periods and commas. The rule for marks after something else takes them in pairs from the left; one that is left over
    /// stays with the digit behind it, and with the digit before it when it is alone. All others stand by themselves.
    private mutating func marks(at position: Int) -> Int {
        var end = position + 1
        while end < text.count, MtevalByte(text[end]) == .mark { end += 1 }
        let followsDigit = position > 0 ? isASCIIDigit(text[position - 1]) : !edgesAreSpaces
        let precedesDigit = end < text.count ? isASCIIDigit(text[end]) : !edgesAreSpaces
        let isOneLeft = (end - position) & 1 == (followsDigit ? 1 : 0)
        let staying = isOneLeft && precedesDigit ? end - 1 : end
        for mark in position..<staying {
            close(at: mark)
            tokens.append(mark..<(mark + 1))
        }
        if staying < end, start < 0 { start = staying }
        return end
    }

    /// The length of the white space beyond ASCII at a position; 0 when something else stands there.
    private func spaceLength(at position: Int) -> Int {
        let scalar = decodeScalar(text, at: position)
        return isPythonWhitespace(scalar.value) ? scalar.length : 0
    }
}

/// What mteval makes of a byte.
private enum MtevalByte {
    /// Part of a word.
    case inner
    /// White space.
    case space
    /// Punctuation that always stands alone.
    case alone
    /// A period or a comma.
    case mark
    case dash
    /// The first byte of a scalar that may be white space.
    case perhapsSpace

    @inline(__always)
    init(_ byte: UInt8) {
        switch byte {
        case 0x20, 0x09...0x0D, 0x1C...0x1F: self = .space
        case UInt8(ascii: "."), UInt8(ascii: ","): self = .mark
        case UInt8(ascii: "-"): self = .dash
        case 0x21...0x26, 0x28...0x2B, 0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: self = .alone
        case 0xC2, 0xE1...0xE3: self = .perhapsSpace
        default: self = .inner
        }
    }
}
