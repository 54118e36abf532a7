/// Texts in quotes as Python writes them, for sentences in which clients look for them.
package enum PythonText {
    /// A text in single quotes, or in double ones when it has single ones alone, with what cannot be seen as an escape.
    package static func quoted(_ text: String) -> String {
        let usesDouble = text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\""))
        let quote: Unicode.Scalar = usesDouble ? "\"" : "'"
        var quoted = String.UnicodeScalarView()
        quoted.append(quote)
        for scalar in text.unicodeScalars {
            if scalar == quote || scalar == "\\" {
                quoted.append("\\")
                quoted.append(scalar)
            } else if let escape = escape(scalar) {
                quoted.append(contentsOf: escape.unicodeScalars)
            } else {
                quoted.append(scalar)
            }
        }
        quoted.append(quote)
        return String(quoted)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\u{0}"..<" ", "\u{7F}"..."\u{A0}", "\u{AD}": "\\x" + padded(scalar.value)
        default: nil
        }
    }

    private static func padded(_ value: UInt32) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
}
