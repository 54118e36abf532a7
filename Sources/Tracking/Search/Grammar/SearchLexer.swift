/// Cuts a filter into tokens as SQL would, in one pass over its bytes.
struct SearchLexer {
    let bytes: [UInt8]
    private var position = 0
    private(set) var tokens: [SearchToken] = []

    /// The tokens of a text; what stands between them is white space.
    init(_ text: String) {
        bytes = Array(text.utf8)
        while position < bytes.count {
            let spaceLength = spaceLength(at: position)
            if spaceLength > 0 { position += spaceLength } else { readToken() }
        }
    }

    /// What a token says.
    func text(_ token: SearchToken) -> String { text(token.range) }

    /// What stands at a place.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func add(_ kind: SearchToken.Kind, to end: Int) {
        tokens.append(SearchToken(kind: kind, range: position..<end))
        position = end
    }

    private mutating func readToken() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "'"): readQuoted(as: .text)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): readName()
        case UInt8(ascii: ","): add(.comma, to: position + 1)
        case UInt8(ascii: ";"): add(.semicolon, to: position + 1)
        case UInt8(ascii: "("): add(.open, to: position + 1)
        case UInt8(ascii: ")"): add(.close, to: position + 1)
        case _ where Self.isSign(byte): add(.sign, to: end(of: Self.isSign))
        case _ where beginsNumber: readNumber()
        case _ where Self.isWord(byte): readName()
        default: readStray()
        }
    }

    private func end(of isPart: (UInt8) -> Bool, from start: Int? = nil) -> Int {
        var end = start ?? position
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return end
    }
}

extension SearchLexer {
    /// How many bytes the white space at a place has, such as a no-break space; 0 where there is none.
    private func spaceLength(at place: Int) -> Int {
        let byte = bytes[place]
        if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte) ? 1 : 0 }
        let second: UInt8 = place + 1 < bytes.count ? bytes[place + 1] : 0
        let third: UInt8 = place + 2 < bytes.count ? bytes[place + 2] : 0
        switch (byte, second, third) {
        case (0xC2, 0x85, _), (0xC2, 0xA0, _): return 2
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F),
            (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// The place after the letters, digits, `_` and what `isFurther` takes.
    private func wordEnd(from start: Int, and isFurther: (UInt8) -> Bool = { _ in false }) -> Int {
        var end = start
        while end < bytes.count, Self.isWord(bytes[end]) || isFurther(bytes[end]), spaceLength(at: end) == 0 { end += 1 }
        return end
    }

    fileprivate static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~"): true
        default: false
        }
    }

    fileprivate static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Letters, digits, `_` and everything beyond ASCII; white space there is told apart by its bytes together.
    fileprivate static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || isDigit(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    /// The place after the quote that closes the one at a place: doubled quotes and quotes after a backslash are within, the latter
    /// only when there is another quote to close with. Nil when there is none.
    private func end(ofQuoteAt start: Int) -> Int? {
        let quote = bytes[start]
        return end(ofQuoteAt: start, knowsBackslash: quote == UInt8(ascii: "'")) ?? end(ofQuoteAt: start, knowsBackslash: false)
    }

    private func end(ofQuoteAt start: Int, knowsBackslash: Bool) -> Int? {
        let quote = bytes[start]
        var place = start + 1
        while place < bytes.count {
            let next: UInt8? = place + 1 < bytes.count ? bytes[place + 1] : nil
            if bytes[place] == quote {
                guard next == quote else { return place + 1 }
                place += 2
            } else if knowsBackslash, bytes[place] == UInt8(ascii: "\\"), next == quote {
                place += 2
            } else {
                place += 1
            }
        }
        return nil
    }

    private mutating func readQuoted(as kind: SearchToken.Kind) {
        if let end = end(ofQuoteAt: position) { add(kind, to: end) } else { add(.stray, to: bytes.count) }
    }

    /// Reads the parts of a name; a quote that is never closed makes the rest of the text stray.
    private mutating func readName() {
        var place = position
        while true {
            if place < bytes.count, Self.isQuote(bytes[place]) {
                guard let end = end(ofQuoteAt: place) else {
                    if place > position { add(.name, to: place) }
                    return add(.stray, to: bytes.count)
                }
                place = end
            } else {
                place = wordEnd(from: place)
            }
            guard place < bytes.count, bytes[place] == UInt8(ascii: ".") else { break }
            place += 1
        }
        if let keyword = SearchKeyword(bytes[position..<place]) { add(.keyword(keyword), to: place) } else { add(.name, to: place) }
    }

    private var beginsNumber: Bool {
        var offset = 0
        if let byte = peek(), byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { offset += 1 }
        if peek(offset) == UInt8(ascii: ".") { offset += 1 }
        return peek(offset).map(Self.isDigit) ?? false
    }

    private mutating func readNumber() {
        var place = position
        var isWhole = true
        if bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") { place += 1 }
        place = end(of: Self.isDigit, from: place)
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            isWhole = false
            place = end(of: Self.isDigit, from: place + 1)
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            var digits = place + 1
            if digits < bytes.count, bytes[digits] == UInt8(ascii: "-") || bytes[digits] == UInt8(ascii: "+") { digits += 1 }
            let end = end(of: Self.isDigit, from: digits)
            if end > digits { (place, isWhole) = (end, false) }
        }
        let wordEnd = wordEnd(from: place) { $0 == UInt8(ascii: ".") }
        if wordEnd > place { add(.malformedNumber, to: wordEnd) } else { add(.number(isWhole: isWhole), to: place) }
    }

    /// A comment to its end, or one byte.
    private mutating func readStray() {
        if peek() == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
            add(.stray, to: end { $0 != 0x0A })
        } else if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
            var place = position + 2
            while place < bytes.count, !(bytes[place - 1] == UInt8(ascii: "*") && bytes[place] == UInt8(ascii: "/")) { place += 1 }
            add(.stray, to: min(place + 1, bytes.count))
        } else {
            add(.stray, to: position + 1)
        }
    }
}
