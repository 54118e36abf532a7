/// The words of a text as 64-bit hashes: split at white space, lowercased, ASCII punctuation dropped.
///
/// Words of punctuation alone vanish. Two different words share a hash with probability 2⁻⁶⁴.
func normalizedWords(_ text: String) -> [UInt64] {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    var (words, hash, isInside) = ([UInt64](), wordSeed, false)
    for byte in (isPlain ? text : text.lowercased()).utf8 {
        switch byte {
        case 9...13, 32:
            if isInside { words.append(hash) }
            (hash, isInside) = (wordSeed, false)
        case 48...57, 97...122, 0x80...:
            hash = (hash ^ UInt64(byte)) &* wordPrime
            isInside = true
        case 65...90:
            hash = (hash ^ UInt64(byte + 32)) &* wordPrime
            isInside = true
        default: break
        }
    }
    if isInside { words.append(hash) }
    return words
}

/// The hash of consecutive words.
func shingleHash(_ words: ArraySlice<UInt64>) -> UInt64 {
    var mixer = SplitMix64(seed: words.reduce(wordSeed) { ($0 ^ $1) &* wordPrime &+ ($0 >> 31) })
    return mixer.next()
}

/// FNV-1a's offset and prime.
private let wordSeed: UInt64 = 0xcbf2_9ce4_8422_2325
private let wordPrime: UInt64 = 0x100_0000_01b3
