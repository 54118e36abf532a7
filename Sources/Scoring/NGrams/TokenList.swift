/// Tokens as byte ranges of one buffer: nothing is copied per token.
struct TokenList: Sendable {
    /// The text the tokens are cut from, perhaps rewritten by a tokeniser.
    var bytes: [UInt8]
    /// The tokens in order; ranges are inside `bytes` and never empty.
    var ranges: [Range<Int>]

    /// The tokens as strings, for people and tests.
    var strings: [String] { ranges.map { String(decoding: bytes[$0], as: UTF8.self) } }

    /// The words of a text as Python's `str.split()` cuts them.
    static func words(_ bytes: [UInt8]) -> TokenList { TokenList(bytes: bytes, ranges: pythonWhitespaceSplit(bytes)) }
}
