/// Calls the body with each term of a text in lower case: runs of letters, digits, marks and underscores.
///
/// Han characters and kana stand alone, since no space separates their words.
func forEachTerm(of text: String, _ body: (UnsafeRawBufferPointer) -> Void) {
    let bytes = lowercasedScalars(Array(text.utf8))
    bytes.withUnsafeBytes { raw in
        var start = -1
        var position = 0
        while position < bytes.count {
            let scalar = decodeScalar(bytes, at: position)
            let kind = termKind(scalar.value)
            if kind != .inner, start >= 0 {
                body(UnsafeRawBufferPointer(rebasing: raw[start..<position]))
                start = -1
            }
            switch kind {
            case .inner: if start < 0 { start = position }
            case .alone: body(UnsafeRawBufferPointer(rebasing: raw[position..<(position + scalar.length)]))
            case .outer: break
            }
            position += scalar.length
        }
        if start >= 0 { body(UnsafeRawBufferPointer(rebasing: raw[start...])) }
    }
}

/// What a scalar is to terms: part of one, one by itself, or between them.
private enum TermKind {
    case inner, alone, outer
}

private func termKind(_ scalar: UInt32) -> TermKind {
    if scalar < 0x80 { return isPythonWord(scalar) ? .inner : .outer }
    switch scalar {
    case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
        return isPythonWord(scalar) ? .alone : .outer
    default: break
    }
    if isPythonWord(scalar) { return .inner }
    return switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: .inner
    default: .outer
    }
}
