/// One of Liang's patterns: letters with a level before, between and after them.
struct HyphenationPattern {
    let letters: [UInt32]
    /// The place of the first level that is not 0.
    let start: Int
    /// The levels from there to the last that is not 0.
    let values: [UInt8]
}

private let settings = ["%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN"].map {
    Array($0.utf8)
}

private func isSetting(_ line: ArraySlice<UInt8>, _ first: UInt8) -> Bool {
    settings.contains { $0[0] == first && line.starts(with: $0) }
}

/// Reads one line of a pattern file; nil for settings, remarks, and patterns without any level.
func unicodeScalarsOfPattern(_ line: ArraySlice<UInt8>) -> HyphenationPattern? {
    let line = Array(line)
    let stripped = line[pythonStripped(line)]
    guard let start = stripped.first, !isSetting(stripped, start) else { return nil }
    var text = unicodeScalars(Array(stripped))
    if let slash = text.firstIndex(of: 0x2F), text.contains(0x3D) { text.removeSubrange(slash...) }
    var letters: [UInt32] = []
    var levels: [UInt8] = []
    var position = 0
    while position < text.count {
        var level: UInt8 = 0
        if let digit = UInt8(exactly: text[position]), isASCIIDigit(digit) {
            level = digit - 0x30
            position += 1
        }
        levels.append(level)
        if position < text.count, UInt8(exactly: text[position]).map(isASCIIDigit) != true {
            letters.append(text[position])
            position += 1
        }
    }
    guard let first = levels.firstIndex(where: { $0 > 0 }), let last = levels.lastIndex(where: { $0 > 0 }), last - first < 256 else {
        return nil
    }
    return HyphenationPattern(letters: letters, start: first, values: Array(levels[first...last]))
}
