/// What the pre-tokenisation patterns ask of a scalar, as a set of bits.
struct TokenScalarKind: OptionSet {
    let rawValue: UInt8

    /// `\p{L}`
    static let letter = TokenScalarKind(rawValue: 1)
    /// `\p{N}`
    static let number = TokenScalarKind(rawValue: 2)
    /// `\s`, Unicode's White_Space
    static let space = TokenScalarKind(rawValue: 4)
    /// Carriage return and line feed
    static let lineEnd = TokenScalarKind(rawValue: 8)
    /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`
    static let upper = TokenScalarKind(rawValue: 16)
    /// `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`
    static let lower = TokenScalarKind(rawValue: 32)

    /// The kinds of ASCII.
    static let ascii: [TokenScalarKind] = (0..<0x80).map { computed(Unicode.Scalar(UInt8($0))) }

    /// The kinds of the first 65,536 scalars; computed once, in some milliseconds, for texts that have others than ASCII.
    static let table: [TokenScalarKind] = (0..<0x10000).map { Unicode.Scalar(UInt32($0)).map(computed) ?? [] }

    /// The kind of any scalar, without the table.
    static func computed(_ scalar: Unicode.Scalar) -> TokenScalarKind {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: [.letter, .upper]
        case .lowercaseLetter: [.letter, .lower]
        case .modifierLetter, .otherLetter: [.letter, .upper, .lower]
        case .nonspacingMark, .spacingMark, .enclosingMark: [.upper, .lower]
        case .decimalNumber, .letterNumber, .otherNumber: .number
        default: scalar == "\r" || scalar == "\n" ? [.space, .lineEnd] : scalar.properties.isWhitespace ? .space : []
        }
    }
}
