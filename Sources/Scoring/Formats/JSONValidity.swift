public import TouchstoneJSON

/// Which texts count as JSON.
public enum JSONDialect: String, Sendable, Hashable, CaseIterable {
    /// RFC 8259: no NaN and no infinities.
    case strict
    /// Python's `json.loads`: `NaN`, `Infinity` and `-Infinity` are values too.
    case python

    // Python's recursion limit less the frames of its callers; the standard leaves the depth to the reader.
    private static let maximumDepth = 990

    /// Why a text is not JSON, with line and column; nil when it is. O(length).
    public func defect(of text: String) -> JSONParseError? {
        switch value(of: text) {
        case .success: nil
        case .failure(let defect): defect
        }
    }

    /// The value of a text, or why it is not JSON.
    ///
    /// Repeated names, unpaired surrogate escapes and numbers beyond `Double` (they become infinite) are accepted; a byte order mark is
    /// not. O(length).
    public func value(of text: String) -> Result<JSONValue, JSONParseError> {
        let bytes = Array(text.utf8)
        return Result { () throws(JSONParseError) in
            let value = try JSONParser(options: .init(allowsNonFinite: true, maximumDepth: Self.maximumDepth)).parse(bytes)
            guard self == .strict, Self.namesConstant(bytes) else { return value }
            return try JSONParser(options: .init(maximumDepth: Self.maximumDepth)).parse(bytes)
        }
    }

    /// Whether `NaN` or `Infinity` stands outside the strings of a text that is known to be Python's JSON.
    private static func namesConstant(_ bytes: [UInt8]) -> Bool {
        var isString = false
        var isEscape = false
        for byte in bytes {
            if isEscape {
                isEscape = false
            } else if byte == UInt8(ascii: "\"") {
                isString.toggle()
            } else if isString {
                isEscape = byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "N") || byte == UInt8(ascii: "I") {
                return true
            }
        }
        return false
    }
}
