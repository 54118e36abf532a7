/// Word alignment of a hypothesis with a reference as jiwer 4 does it by default: runs of two or more white space characters become
/// a space, the ends are stripped, and words are what spaces separate (a lone tab or newline does not).
public func wordErrors(reference: String, hypothesis: String) -> EditCounts {
    var interner = TokenInterner()
    let wanted = interner.intern(spaceSeparatedWords(Array(reference.utf8)))
    let given = interner.intern(spaceSeparatedWords(Array(hypothesis.utf8)))
    return alignmentCounts(reference: wanted, hypothesis: given, vocabulary: interner.count)
}

/// Alignment of a hypothesis with a reference by Unicode scalars as jiwer 4 does it by default: both are stripped first.
public func characterErrors(reference: String, hypothesis: String) -> EditCounts {
    var interner = ScalarInterner()
    let (wantedBytes, givenBytes) = (Array(reference.utf8), Array(hypothesis.utf8))
    let wanted = interner.intern(wantedBytes, in: pythonStripped(wantedBytes))
    let given = interner.intern(givenBytes, in: pythonStripped(givenBytes))
    return alignmentCounts(reference: wanted, hypothesis: given, vocabulary: interner.count)
}

private func spaceSeparatedWords(_ bytes: [UInt8]) -> TokenList {
    let part = pythonStripped(bytes)
    var words = TokenList(bytes: bytes, ranges: [])
    var start = part.lowerBound
    var position = start
    while position < part.upperBound {
        let gapStart = position
        var gap = 0
        var isSpace = false
        while position < part.upperBound {
            let scalar = decodeScalar(bytes, at: position)
            guard isPythonWhitespace(scalar.value) else { break }
            gap += 1
            isSpace = scalar.value == 0x20
            position += scalar.length
        }
        if gap > 1 || isSpace {
            if start < gapStart { words.ranges.append(start..<gapStart) }
            start = position
        }
        if position < part.upperBound { position += decodeScalar(bytes, at: position).length }
    }
    if start < part.upperBound { words.ranges.append(start..<part.upperBound) }
    return words
}
