import TouchstoneJSON
import Tracking

/// The names that params, metrics and tags may have: letters, digits, `_`, `-`, `.`, `/`, `:` and spaces, in the form of a relative path
/// that is as short as it can be and does not begin with `..`.
enum KeyGrammar {
    /// Throws unless a name keeps to the grammar; `field` is what the message calls it.
    static func check(_ key: String, _ field: @autoclosure () -> String) throws(MLflowError) {
        guard isAllowedASCII(key) || key.unicodeScalars.allSatisfy(isAllowed) else {
            throw wrong(
                key, field(),
                """
                Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) \
                and slashes (/).
                """)
        }
        if isPlain(key) { return }
        let resolved = resolved(key)
        guard resolved.isExactly(key), key != ".", !key.utf8.starts(with: "..".utf8), key.utf8.first != UInt8(ascii: "/") else {
            throw wrong(
                key, field(),
                """
                Names may be treated as files in certain cases, and must not resolve to other names when treated as such. \
                This name would resolve to '\(resolved)'
                """)
        }
    }

    private static func wrong(_ key: String, _ field: String, _ reason: String) -> MLflowError {
        .invalid("Invalid value \(JSONValue.string(key).text()) for parameter '\(field)' supplied: \(reason)")
    }

    /// Whether a name has nothing but allowed characters of ASCII, as nearly all have.
    private static func isAllowedASCII(_ key: String) -> Bool {
        var key = key
        return key.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 && isAllowed(Unicode.Scalar($0)) } }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", " ": return true
            default: return false
            }
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber,
            .otherNumber:
            return true
        default: return false
        }
    }

    /// Whether a name has one segment that is no dots, as nearly all have.
    private static func isPlain(_ key: String) -> Bool {
        var key = key
        return key.withUTF8 { bytes in !bytes.isEmpty && bytes[0] != UInt8(ascii: ".") && !bytes.contains(UInt8(ascii: "/")) }
    }

    /// The path that a name would be as a file's: without empty segments, `.` and `..` after a segment.
    static func resolved(_ key: String) -> String {
        let isAbsolute = key.utf8.first == UInt8(ascii: "/")
        var segments: [Substring] = []
        for segment in key.pathSegments where segment != "." {
            if segment != ".." || segments.last == ".." || segments.isEmpty && !isAbsolute {
                segments.append(segment)
            } else if !segments.isEmpty {
                segments.removeLast()
            }
        }
        let path = (isAbsolute ? "/" : "") + segments.joined(separator: "/")
        return path.isEmpty ? "." : path
    }
}
