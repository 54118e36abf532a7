#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The formats of strings that a schema may ask for.
enum SchemaFormat: String, Sendable, CaseIterable {
    case dateTime = "date-time"
    case date, time, duration, email, hostname, ipv4, ipv6, uri
    case uriReference = "uri-reference"
    case uuid
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case regex

    /// Formats that say what a value is for and not how it is written.
    static let annotations: Set<String> = ["float", "double", "int32", "int64", "password", "byte", "binary"]

    /// Whether a text is written in this format. Throws only when a pattern cannot be matched at all.
    func accepts(_ text: String) throws -> Bool {
        switch self {
        case .date: Self.isDate(Array(text.utf8))
        case .time: try SchemaFormatPattern.time.get().matches(text)
        case .dateTime: try Self.isDateTime(text)
        case .duration: try SchemaFormatPattern.duration.get().matches(text)
        case .email: try SchemaFormatPattern.email.get().matches(text)
        case .hostname: text.utf8.count <= 253 ? try SchemaFormatPattern.hostname.get().matches(text) : false
        case .ipv4: Self.isAddress(text, AF_INET)
        case .ipv6: Self.isAddress(text, AF_INET6)
        case .uri: try SchemaFormatPattern.uri.get().matches(text)
        case .uriReference: try SchemaFormatPattern.uriReference.get().matches(text)
        case .uuid: try SchemaFormatPattern.uuid.get().matches(text)
        case .jsonPointer: try SchemaFormatPattern.jsonPointer.get().matches(text)
        case .relativeJSONPointer: try SchemaFormatPattern.relativeJSONPointer.get().matches(text)
        case .regex: (try? Pattern(text)) != nil
        }
    }

    private static func isDateTime(_ text: String) throws -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count > 11, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") else { return false }
        return isDate(Array(bytes[..<10]))
            ? try SchemaFormatPattern.time.get().matches(String(decoding: bytes[11...], as: UTF8.self)) : false
    }

    private static func isDate(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = digits(bytes[..<4]), let month = digits(bytes[5..<7]), let day = digits(bytes[8...]), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func isAddress(_ text: String, _ family: Int32) -> Bool {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return false }
        var address = in6_addr()
        return inet_pton(family, text, &address) == 1
    }
}

/// The formats that a regular expression describes.
private enum SchemaFormatPattern {
    private static func whole(_ source: String) -> Result<Pattern, any Error> {
        Result { try Pattern(source, options: [.wholeText, .ignoresCase]) }
    }

    private static let label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    private static let uriTail = #"(?:[a-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*"#
    static let time = whole(#"(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"#)
    static let duration = whole(
        #"P(?!$)(?:[0-9]+W|(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?)"#)
    static let email = whole(
        #"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"# + label + #"(?:\."# + label + ")*")
    static let hostname = whole(label + #"(?:\."# + label + ")*")
    static let uri = whole("[a-z][a-z0-9+.-]*:" + uriTail)
    static let uriReference = whole(uriTail)
    static let uuid = whole("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
    static let jsonPointer = whole(#"(?:/(?:[^~/]|~[01])*)*"#)
    static let relativeJSONPointer = whole(#"(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~[01])*)*)"#)
}
