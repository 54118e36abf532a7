/// A reader of JSON texts (RFC 8259) straight from bytes.
///
/// Linear in the length of the text. Unpaired surrogate escapes are accepted and become U+FFFD; a byte order mark is refused.
public struct JSONParser: Sendable {
    /// What the reader accepts beyond the standard, and its limits.
    public struct Options: Sendable {
        /// Accept `NaN`, `Infinity` and `-Infinity`, as Python's `json` does.
        public var allowsNonFinite: Bool
        /// Deepest nesting of arrays and objects before the text is refused.
        public var maximumDepth: Int

        /// The standard, with at most 512 levels of nesting.
        public init(allowsNonFinite: Bool = false, maximumDepth: Int = 512) {
            self.allowsNonFinite = allowsNonFinite
            self.maximumDepth = maximumDepth
        }
    }

    /// What this reader accepts.
    public var options: Options

    /// A reader with the given options.
    public init(options: Options = Options()) { self.options = options }

    /// The single value of a text.
    public func parse(_ text: String) throws(JSONParseError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    /// The single value of a text given as UTF-8.
    public func parse(_ bytes: [UInt8]) throws(JSONParseError) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONParseError) in try parse(buffer) }
        }
        return try result.get()
    }

    /// The single value of a text given as a slice of UTF-8.
    public func parse(_ bytes: ArraySlice<UInt8>) throws(JSONParseError) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONParseError) in try parse(buffer) }
        }
        return try result.get()
    }

    /// Whether a text holds a single object, as ``parse(_:)-([UInt8])`` would find, without making one.
    public func isObject(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var cursor = JSONCursor(bytes: buffer, options: options)
            cursor.skipWhitespace()
            guard buffer.count > cursor.offset, buffer[cursor.offset] == UInt8(ascii: "{") else { return false }
            do throws(JSONParseError) {
                try cursor.skipValue(depth: 0)
            } catch { return false }
            cursor.skipWhitespace()
            return cursor.offset == buffer.count
        }
    }

    /// The single value of a text in memory that outlives the call.
    public func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONParseError) -> JSONValue {
        var cursor = JSONCursor(bytes: bytes, options: options)
        let value = try cursor.value(depth: 0)
        cursor.skipWhitespace()
        guard cursor.offset == bytes.count else { throw cursor.failure("unexpected text after the value") }
        return value
    }
}

extension JSONValue {
    /// Reads one JSON text under the standard's rules.
    public init(parsing text: String) throws(JSONParseError) { self = try JSONParser().parse(text) }

    /// Reads one JSON text in UTF-8 under the standard's rules.
    public init(parsing bytes: [UInt8]) throws(JSONParseError) { self = try JSONParser().parse(bytes) }
}
