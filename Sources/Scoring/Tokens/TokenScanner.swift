/// Reads UTF-8 by kinds of scalars: the parts that both patterns share. Every function returns where a match ends.
struct TokenScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let asciiKinds: UnsafeBufferPointer<TokenScalarKind>

    /// The kind of the scalar at a position and where it ends; an empty kind of no length at the end of the text.
    @inline(__always)
    func scalar(_ position: Int) -> (kind: TokenScalarKind, end: Int) {
        guard position < bytes.count else { return ([], position) }
        let first = bytes[position]
        if first < 0x80 { return (asciiKinds[Int(first)], position + 1) }
        return longScalar(position, UInt32(first))
    }

    private func longScalar(_ position: Int, _ first: UInt32) -> (kind: TokenScalarKind, end: Int) {
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, position + length <= bytes.count else { return ([], position + 1) }
        var value = first & (0xFF >> (UInt32(length) + 1))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        if value < 0x10000 { return (TokenScalarKind.table[Int(value)], position + length) }
        return (Unicode.Scalar(value).map(TokenScalarKind.computed) ?? [], position + length)
    }

    /// The end of a run of scalars that share a kind with `wanted`.
    @inline(__always)
    func run(of wanted: TokenScalarKind, _ start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let (kind, end) = scalar(position)
            if kind.isDisjoint(with: wanted) { break }
            position = end
        }
        return position
    }

    /// `\p{N}{1,3}`
    func numbers(_ start: Int) -> Int {
        var position = start
        for _ in 0..<3 {
            let (kind, end) = scalar(position)
            if !kind.contains(.number) { break }
            position = end
        }
        return position
    }

    /// ` ?[^\s\p{L}\p{N}]+`, nil without a match.
    func punctuation(_ start: Int) -> Int? {
        let first = start < bytes.count && bytes[start] == 0x20 ? start + 1 : start
        var position = first
        while position < bytes.count {
            let (kind, end) = scalar(position)
            if !kind.isDisjoint(with: [.space, .letter, .number]) { break }
            position = end
        }
        return position > first ? position : nil
    }

    /// `[\r\n]*`, and slashes where the pattern has them.
    func lineEnds(_ start: Int, slashes: Bool) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x0A || byte == 0x0D || (slashes && byte == 0x2F) else { break }
            position += 1
        }
        return position
    }

    /// White space: up to its last line end if there is one, else all but the last when a word follows.
    func whitespace(_ start: Int, wholeAtEnd: Bool) -> Int {
        var position = start
        var last = start
        var afterLineEnd: Int?
        while position < bytes.count {
            let (kind, end) = scalar(position)
            guard kind.contains(.space) else { break }
            last = position
            if kind.contains(.lineEnd) { afterLineEnd = end }
            position = end
        }
        if position == bytes.count, wholeAtEnd { return position }
        if let afterLineEnd { return afterLineEnd }
        return position == bytes.count || last == start ? position : last
    }

    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)`, nil without a match; the long s counts as s.
    @inline(__always)
    func contraction(_ start: Int) -> Int? {
        guard start + 1 < bytes.count, bytes[start] == 0x27 else { return nil }
        let first = bytes[start + 1] | 0x20
        switch first {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
        default: break
        }
        guard start + 2 < bytes.count else { return nil }
        if bytes[start + 1] == 0xC5, bytes[start + 2] == 0xBF { return start + 3 }
        let second = bytes[start + 2] | 0x20
        let isPair =
            switch first {
            case UInt8(ascii: "r"), UInt8(ascii: "v"): second == UInt8(ascii: "e")
            case UInt8(ascii: "l"): second == UInt8(ascii: "l")
            default: false
            }
        return isPair ? start + 3 : nil
    }
}
