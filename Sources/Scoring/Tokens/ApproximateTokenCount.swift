/// The number of tokens of a text as a rule of thumb: one for every seven letters of a word, begun ones included, and one for every
/// other scalar that is no white space.
///
/// For when no vocabulary is at hand: on nine in ten English school problems (GSM8K) between 0.85 and 1.07 times what `cl100k_base`
/// gives; worse on code and other scripts.
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
