import TouchstoneJSON

/// An object of OpenTelemetry's JSON, read field by field: names in lower camel case, numbers of 64 bits as texts or numbers,
/// identifiers in hexadecimal digits. What is absent or null is zero; unknown fields are left alone.
struct OTLPObject {
    private let object: JSONObject
    private let name: String

    init(_ value: JSONValue, _ name: String) throws(OTLPReadingError) {
        guard case .object(let object) = value else { throw OTLPReadingError("\(name) must be an object") }
        self.object = object
        self.name = name
    }

    private func wrong(_ field: String, _ expected: String) -> OTLPReadingError {
        OTLPReadingError("\(field) of \(name) must be \(expected)")
    }

    /// The value of a field; nil when it is absent or null.
    func value(_ field: String) -> JSONValue? { object[field].flatMap { $0.isNull ? nil : $0 } }

    func object(_ field: String) throws(OTLPReadingError) -> OTLPObject? {
        guard let value = value(field) else { return nil }
        return try OTLPObject(value, field)
    }

    func list(_ field: String) throws(OTLPReadingError) -> [OTLPObject] {
        guard let value = value(field) else { return [] }
        guard case .array(let elements) = value else { throw wrong(field, "a list") }
        var objects: [OTLPObject] = []
        objects.reserveCapacity(elements.count)
        for element in elements { objects.append(try OTLPObject(element, field)) }
        return objects
    }

    func text(_ field: String) throws(OTLPReadingError) -> String {
        guard let value = value(field) else { return "" }
        guard case .string(let text) = value else { throw wrong(field, "a text") }
        return text
    }

    func integer<Number: FixedWidthInteger>(_ field: String) throws(OTLPReadingError) -> Number {
        switch value(field) {
        case nil: return 0
        case .integer(let number): if let exact = Number(exactly: number) { return exact }
        case .number(let number): if let exact = Number(exactly: number) { return exact }
        case .string(let text): if let exact = Number(text) { return exact }
        default: break
        }
        throw wrong(field, "a whole number")
    }

    /// An identifier of exactly so many bytes, or none at all.
    func identifier(_ field: String, _ count: Int) throws(OTLPReadingError) -> [UInt8] {
        let digits = Array(try text(field).utf8)
        guard !digits.isEmpty else { return [] }
        guard digits.count == 2 * count else { throw wrong(field, "\(2 * count) hexadecimal digits") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.digit(digits[place]), let low = Self.digit(digits[place + 1]) else {
                throw wrong(field, "\(2 * count) hexadecimal digits")
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
        default: nil
        }
    }
}
