/// The words of a text as readability formulas see them, in lower case (textstat's `list_words`).
public func readabilityWords(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
        let scalar = decodeScalar(bytes, at: position)
        let end = position + scalar.length
        let stays =
            scalar.value == 0x27
            ? bytes.withUnsafeBufferPointer { isContraction($0, end) }
            : isPythonWord(scalar.value) || isPythonWhitespace(scalar.value)
        if stays { kept.append(contentsOf: bytes[position..<end]) }
        position = end
    }
    let lower = lowercasedScalars(kept)
    return pythonWhitespaceSplit(lower).map { String(decoding: lower[$0], as: UTF8.self) }
}
