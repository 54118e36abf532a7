/// Whether `wanted` occurs in `text`, byte by byte; an empty text occurs everywhere. O(length) for most texts.
func occurs(_ wanted: [UInt8], in text: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    guard text.count >= wanted.count else { return false }
    return text.withUnsafeBufferPointer { text in
        wanted.withUnsafeBufferPointer { wanted in
            for start in 0...(text.count - wanted.count) where text[start] == first {
                var length = 1
                while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            return false
        }
    }
}

/// The words and phrases that an answer should or should not contain, compared with or without regard to case.
struct PhraseSearch: Sendable {
    let ignoresCase: Bool

    /// The bytes to compare.
    func prepared(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return ignoresCase ? lowercasedScalars(bytes) : bytes
    }

    /// Which of the phrases the text lacks.
    func missing(_ phrases: [String], in text: String) -> [String] {
        let bytes = prepared(text)
        return phrases.filter { !occurs(prepared($0), in: bytes) }
    }
}
